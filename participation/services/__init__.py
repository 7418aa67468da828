"""Load what the actor may see, ask the rules, write, audit. Never commit."""
