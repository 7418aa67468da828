"""Load, form, one service call, redirect."""
