"""The ledger against a model that is nothing but a dictionary: whatever is done, in whatever order, they agree."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from commissioning.rules.ledger import EntryKind
from tests.ledger_model_made import Books


def test_the_ledger_and_the_model_agree(app):
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=8, stateful_step_count=12, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
        ),
    )  # fmt: skip


def test_the_model_knows_every_kind_of_entry():
    """A new kind of entry needs a rule here; opening balances are money added under another name."""
    modelled = {
        "add",
        "pledge",
        "cut",
        "reverse",
        "commit",
        "pay",
        "release",
        "give_back",
        "carry_forward",
        "hand_back",
    }
    assert all(hasattr(Books, name) for name in modelled)
    assert len(modelled) == len(set(EntryKind) - {EntryKind.OPENING})
