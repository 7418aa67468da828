"""The cast by name, and the groups of them that find the same things."""

from __future__ import annotations

from app.demo.people import CAST

NOBODY = "nobody signed in"
EVERYONE = frozenset({person.name for person in CAST} | {NOBODY})
SOUTH = {"Asha", "Tomos", "Grace", "Cllr Idris", "Mei"}
TEAMS = SOUTH | {"Erin"}
OFFICERS = {"Carol", "Farid", "Noor", "Kwame"}
POT_READERS = SOUTH | OFFICERS | {"Olu"}
DEAL_HELPERS = {"Pia", "Carol", "Rhona", "Noor"}
