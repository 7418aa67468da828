"""The demo place: one believable borough in mid-flow, made by our own code from a seed."""
