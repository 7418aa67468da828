"""Step 8, check: an auditor reads the trail, and verifies the ledger and the chain."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.steps_walk import Walk, press, reads

DONE = (
    "round opened", "decision made", "deal agreed", "words decided", "theme answered", "summary published",
)  # fmt: skip
WRITTEN_BY_CHILDREN = ("lights are broken", "no bike", "picked litter", "the swings")


def check(walk: Walk) -> None:
    """Olu finds what was done and nothing that a child wrote; both hold, on the page and on the command line."""
    with walk.at("2026-11-04 10:00"):
        olu = walk.desk("Olu")
        olu.goto("/")
        walk.look(olu, "home-auditor")
        olu.goto("/audit")
        reads(olu, "Not verified yet")
        walk.look(olu, "audit")
        press(olu, "Verify the ledger and the chain")
        reads(olu, "The ledger and the audit chain hold", "Both held when last verified")
        walk.look(olu, "audit-verified")
        _the_trail(walk)
    for verb in (["ledger", "check"], ["audit", "verify"]):
        said = walk.app.test_cli_runner().invoke(args=verb)
        assert said.exit_code == 0, said.output


def _the_trail(walk: Walk) -> None:
    olu = walk.desk("Olu")
    for asked in DONE:
        olu.goto(f"/audit?q={asked}")
        expect(olu.get_by_role("cell", name=asked.capitalize()).first).to_be_visible()
    whole = walk.sign_in("Olu").get("/audit.csv").get_text()
    assert "summary.published" in whole
    for words in WRITTEN_BY_CHILDREN:
        assert words not in whole
