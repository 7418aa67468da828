"""The ledger against a model that is nothing but a dictionary: whatever is done, in whatever order, they agree."""

from __future__ import annotations

from collections import defaultdict

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_check, pots
from models.pots import Pot
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id

AREAS = ("Millfield", "Harbour & Quay", "Northgate Park")
pence = st.integers(1, 400_00)
shares = st.dictionaries(st.sampled_from(AREAS), pence, min_size=1)


class Books(RuleBasedStateMachine):
    """What may be done to a pot's money, beside plain sums of it."""

    @initialize()
    def begin(self):
        self.left = dict.fromkeys(AREAS, 300_00)
        self.promised = defaultdict(dict)  # award -> area -> pence
        self.paid = defaultdict(dict)
        self.number = 0
        with unit_of_work():
            Books.round = getattr(Books, "round", 0) + 1
            self.pot_id = a_pot(dict(self.left), name=f"Pot {Books.round}").id

    def _tried(self, fits, act):
        """Do it; it must be refused exactly when the model says it does not fit."""
        try:
            with unit_of_work():
                act()
        except Refusal:
            assert not fits
            return False
        assert fits
        return True

    @rule(amounts=shares)
    def add(self, amounts):
        self.number += 1
        with unit_of_work():
            pots.add_money(
                SYSTEM,
                db.session.get_one(Pot, self.pot_id),
                by_id(amounts),
                reason="More",
                key=str(self.number),
            )
        for area, amount in amounts.items():
            self.left[area] += amount

    @rule(amounts=shares)
    def commit(self, amounts):
        self.number += 1
        award = f"award-{self.pot_id}-{self.number}"
        fits = all(self.left[area] >= amount for area, amount in amounts.items())
        if self._tried(
            fits,
            lambda: ledger.commit_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, shares=by_id(amounts), reason="x"
            ),
        ):
            for area, amount in amounts.items():
                self.left[area] -= amount
                self.promised[award][area] = amount

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), amount=pence)
    def pay(self, data, amount):
        award = data.draw(st.sampled_from(sorted(self.promised)))
        self.number += 1
        key = str(self.number)
        fits = sum(self.promised[award].values()) >= amount
        paid = self._tried(
            fits,
            lambda: ledger.pay_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, amount=Pence(amount), reason="x", key=key
            ),
        )
        if paid:
            move(self.promised[award], self.paid[award], amount)

    @precondition(lambda self: self.promised)
    @rule(data=st.data())
    def release(self, data):
        award = data.draw(st.sampled_from(sorted(self.promised)))
        with unit_of_work():
            ledger.release_award(SYSTEM, award_id=award, pot_id=self.pot_id, reason="x")
        for area, amount in self.promised.pop(award).items():
            self.left[area] += amount

    @precondition(lambda self: any(map(any, self.paid.values())))
    @rule(data=st.data(), amount=pence)
    def give_back(self, data, amount):
        award = data.draw(st.sampled_from(sorted(self.paid)))
        self.number += 1
        key = str(self.number)
        fits = sum(self.paid[award].values()) >= amount
        if self._tried(
            fits,
            lambda: ledger.return_from_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, amount=Pence(amount), reason="x", key=key
            ),
        ):
            move(self.paid[award], self.left, amount)

    @invariant()
    def agree(self):
        if not hasattr(self, "pot_id"):
            return
        standing = pots.standing_of(self.pot_id)
        for area in AREAS:
            assert standing.left_in(area_id(area)) == self.left[area]
        assert standing.promised == sum(sum(areas.values()) for areas in self.promised.values())
        assert standing.paid == sum(sum(areas.values()) for areas in self.paid.values())
        assert ledger_check.faults() == []
        db.session.rollback()


def by_id(amounts):
    return {area_id(area): Pence(amount) for area, amount in amounts.items()}


def move(start, to, amount):
    """Take from the largest first, as the ledger does; among equals, from the account opened first."""
    for area in sorted(start, key=lambda one: -start[one]):
        part = min(amount, start[area])
        start[area] -= part
        to[area] = to.get(area, 0) + part
        amount -= part


def test_the_ledger_and_the_model_agree(app):
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=8, stateful_step_count=12, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
        ),
    )  # fmt: skip
