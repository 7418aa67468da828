"""Step 1, money in: a pot made by hand, and the Leeds Inner South figures imported to the penny."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from commissioning.services import ledger_check
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, headed, press, reads

# The report's own figures, in the walk's own year: a pot whose last day is over promises nothing.
FIGURES = (
    (Path(__file__).parents[1] / "data" / "leeds_inner_south_a.csv")
    .read_text("utf-8")
    .replace("2024/25", "2026/27")
)
POTS = {"Wellbeing": "£106,439.71", "Youth Activities": "£28,139.94", "CIL": "£313,621.41"}
WARD_SHARES = ("£30,733.14", "£29,720.06", "£45,986.51")


def money_in(walk: Walk) -> None:
    """Farid opens one pot through the form and imports the rest; anybody can see where every pound is."""
    with walk.at("2026-09-01 10:00"):
        _farids_morning(walk)
    with walk.work():
        assert ledger_check.faults() == []


def _farids_morning(walk: Walk) -> None:
    farid = walk.desk("Farid")
    farid.goto("/")
    walk.look(farid, "home-finance")
    _one_pot_by_hand(walk, farid)
    _a_wrong_file(walk, farid)
    _the_figures(walk, farid)
    _where_every_pound_is(walk, farid)


def _one_pot_by_hand(walk: Walk, farid: Page) -> None:
    farid.goto("/pots/new")
    walk.look(farid, "pot-new")
    farid.get_by_label("Alderbrook South team").check()
    fill(farid, {
        "What is the pot called?": "Small sparks", "Which fund": "Prevention fund",
        "What is the money for?": "Small things that help families early",
        "What is that person": "Director of Communities",
    })  # fmt: skip
    press(farid, "Make the pot")
    reads(farid, "There is a problem", "Choose who decides")
    walk.look(farid, "pot-new-problem")
    farid.get_by_label("A named council officer").check()
    press(farid, "Make the pot")
    headed(farid, "Add money")
    walk.look(farid, "pot-add")
    fill(
        farid,
        {"Millfield": "1,250.50", "Harbour & Quay": "749.50", "Why is this money added": "This year’s money"},
    )
    press(farid, "Add the money")
    follow(farid, "Open this pot")
    walk.look(farid, "pot-change")
    farid.get_by_label("Open it").check()
    press(farid, "Do this")
    reads(farid, "£2,000.00", "Director of Communities")
    walk.made["small pot"] = farid.url


def _a_wrong_file(walk: Walk, farid: Page) -> None:
    farid.goto("/pots/import")
    walk.look(farid, "pot-import")
    _choose(farid, FIGURES.replace('"£9,900.78"', '"£9,900.77"'))
    press(farid, "Import")
    reads(farid, "Nothing was imported")
    walk.look(farid, "pot-import-problem")


def _choose(farid: Page, text: str) -> None:
    farid.get_by_label("Your file").set_input_files(
        {"name": "balances.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )


def _the_figures(walk: Walk, farid: Page) -> None:
    _choose(farid, FIGURES)
    press(farid, "Import")
    reads(farid, "9 balances are imported, £448,201.06 in all.", *POTS.values())
    walk.look(farid, "pots")


def _where_every_pound_is(walk: Walk, farid: Page) -> None:
    for name, total in POTS.items():
        farid.goto("/pots")
        follow(farid, name)
        reads(farid, total)
        walk.made[f"{name} pot"] = farid.url
    farid.goto(walk.made["Wellbeing pot"])
    reads(farid, *WARD_SHARES, "A committee of councillors decides", COMMITTEE)
    walk.look(farid, "pot")
    follow(farid, "The whole statement")
    walk.look(farid, "statement")
    anyone = walk.phone()
    anyone.goto("/money")
    reads(anyone, *POTS.values())
    walk.look(anyone, "money")
    follow(anyone, "Wellbeing")
    reads(anyone, "£106,439.71", COMMITTEE)
    walk.look(anyone, "money-pot")
