"""What proposals tell a summary: checks are told by themselves, and their parts add up."""

from __future__ import annotations

from datetime import UTC, datetime

from commissioning.rules.reviews import Outcome
from commissioning.services import proposals_drafts as drafts
from commissioning.services.proposals_facts import summary_facts
from tests import proposals_made as made


def test_checks_of_what_was_sent_before_are_told_by_themselves_and_add_up(work, at):
    with work():
        with at("2026-06-20 12:00"):
            before = made.submitted(title="Sent in before")
        with at("2026-07-02 12:00"):
            made.reviewed(before, Outcome.RETURN, "Say more.")
            drafts.submit(made.actor("Mei"), before.public_id)
            made.reviewed(before)
            made.reviewed(made.submitted(title="Sent in now"))
    since, until = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
    (fact,) = summary_facts(None, since, until)
    figures = fact.figures
    assert figures == {"sent": 1, "checks": 3, "passed": 2, "returned": 1, "refused": 0, "withdrawn": 0}
    assert figures["checks"] == figures["passed"] + figures["returned"] + figures["refused"]
    assert fact.officer == (
        "1 proposal was sent in. 3 checks were made in this time (ideas sent in before count too, a second check "
        "counts too): 2 passed, 1 was returned to change and 0 were refused. 0 were withdrawn."
    )
    assert fact.child == (
        "1 idea was sent in. We made 3 checks (with ideas from before and second checks): "
        "2 passed, 1 went back to be changed, and we said no to 0. 0 were taken back."
    )
