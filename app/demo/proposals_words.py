"""What Carol writes in the demo when she checks a proposal."""

from __future__ import annotations

NOTES: dict[str, tuple[str, ...]] = {
    "feasibility": (
        "The place is agreed and I have spoken to whoever holds the keys.",
        "They have run something like this before. The rota looks real.",
        "Can start within six weeks of the money arriving.",
        "Small and ready. It needs a named deputy for holiday weeks, which they have now given.",
    ),
    "cost": (
        "In line with what the last three like it cost us.",
        "Two quotes seen for the largest line.",
        "Staff time is at the living wage. Nothing padded.",
        "Sessional rates are the council’s own.",
    ),
    "risk": (
        "If a volunteer drops out the club closes for that week; they will say so in the window.",
        "Weather is the main one. They have an indoor plan.",
        "Low. Insurance is through the sponsor.",
        "Helpers need DBS checks before the first session. Booked.",
    ),
    "equality": (
        "Reaches families on low incomes first. The hall has a ramp and an accessible toilet.",
        "Girls and disabled children gain most. Nobody loses a place they have now.",
        "Open to all faiths and none; halal and vegetarian food as a matter of course.",
        "Care-experienced young people asked for it. The times suit shift workers.",
        "Older people gain as much as young ones. Leaflets will be in large print and three languages.",
    ),
}
