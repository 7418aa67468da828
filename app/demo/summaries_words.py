"""When the demo's committee met and who was there, and the words its accounts and a forum's are given."""

from __future__ import annotations

# Days ago, who was there, apologies. The summer one could not decide anything, and its summary says so.
MEETINGS: tuple[tuple[int, tuple[str, ...], int], ...] = (
    (222, ("Grace", "Cllr Idris", "Mei", "Asha"), 1),
    (176, ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"), 0),
    (147, ("Grace", "Cllr Idris", "Mei", "Tomos"), 1),
    (118, ("Grace", "Asha"), 2),
    (83, ("Grace", "Cllr Idris", "Mei", "Tomos"), 1),
    (54, ("Grace", "Cllr Idris", "Asha", "Tomos"), 1),
    (27, ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos"), 0),
)
SPRING = (
    "This is the committee’s first account of this kind. Thank you to everybody who told us how it is to grow up here.",
    "This is the first time we tell you everything in one place. Thank you to everyone who told us things.",
)
SUMMER = (
    "Over the summer we listened more than we met. Where we fell behind with our own promises, it says so first.",
    "In the summer we listened a lot.",
)
FAIR = (
    (
        "Most of what was decided helps the harbour side. Families in Northgate Park, and disabled children, gained "
        "less. The next round asks them first."
    ),
    "Children by the harbour got more than children in Northgate Park. Next time we ask Northgate Park first.",
)
FAIR_EVERY_WEEK = (
    (
        "Who was heard this week is told above, by area and by age. Whoever is missing there missed out, so the "
        "forum asks them first next time."
    ),
    "Look at who was heard. Is your part of town missing? Then we ask you first next time.",
)
ASKED = (
    "The committee is asked to answer for the promises that are late, and to say by when they will be kept.",
    "The committee should say when the late promises will be kept.",
)
LIGHTS = (
    "Say when the lights on the quay path will be mended",
    "Tell you when the quay lights will be mended",
)
HALL = ("Open Millfield hall on Fridays", "Open Millfield hall on Fridays")
