"""Voice in: feedback, safeguarding, responses, Deals, advisors."""
