"""The demo's Deals by name, and the pairs each begins with. Nobody real promised any of it."""

from __future__ import annotations

BOROUGH = "The Alderbrook Deal"
FRIDAYS = "Safe Friday nights"
SCHOOL = "Harbour Academy’s Deal"
WALK = "The walk to school"
BUSES = "Buses that come"
PARKS = "Northgate park after dark"
FOOTBALL = "Somewhere to change"
CLASS = "Year 8, Harbour Academy"

Pair = tuple[str, str, str, int]  # our part, your part, who answers for ours, days from now by which
PAIRS: dict[str, tuple[Pair, ...]] = {
    FRIDAYS: (
        (
            "Open Millfield hall every Friday until nine, with a youth worker",
            "Help run the tuck shop and the music", "Head of parks and leisure", 20,
        ),
        (
            "Mend the lights on the quay path",
            "Report a light that is out, by text or at the hall", "Head of highways", 60,
        ),
        (
            "Give the young advisors a say before the hall’s hours change",
            "Tell us what other young people think", "Commissioning officer", 200,
        ),
    ),
    SCHOOL: (
        (
            "Keep a quiet room open at break, with someone who listens",
            "Use it kindly and keep it tidy", "Head of school support", 100,
        ),
        (
            "Tell you before your key worker changes, and why",
            "Say when a change is hard", "Head of children’s services", 80,
        ),
    ),
    WALK: (
        (
            "Paint the crossing on Mill Lane and put a warden there before and after school",
            "Walk in a group, and tell us when the warden is missing", "Head of highways", 90,
        ),
        (
            "Trim the hedges so that drivers can see small children",
            "Keep to the path by the brook", "Head of parks and leisure", 55,
        ),
    ),
    BUSES: (
        (
            "Ask the bus company each month for a later bus, and show what they said",
            "Keep a diary of buses that do not come", "Head of transport", 120,
        ),
    ),
    FOOTBALL: (
        (
            "Open the changing rooms at the quay pitch on Tuesdays", "Leave them as we found them",
            "Head of parks and leisure", 70,
        ),
    ),
    PARKS: (
        (
            "Put lights on the path from the gate to the courts",
            "Say which corners still feel wrong", "Head of parks and leisure", 90,
        ),
    ),
}  # fmt: skip
