"""The ledger and a model of it that is nothing but a dictionary, taking the same steps."""

from __future__ import annotations

from collections import Counter, defaultdict

import hypothesis.strategies as st
import sqlalchemy as sa
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.db import db
from app.unit_of_work import unit_of_work
from commissioning.rules.pence import Pence
from commissioning.services import ledger, ledger_awards, ledger_check, pots
from models.ledger import Account, LedgerEntry
from models.places import Area
from models.pots import Pot
from participation.rules.refusals import Refusal
from tests.money_made import SYSTEM, a_pot, area_id

AREAS = ("Millfield", "Harbour & Quay", "Northgate Park")
PARTNERS = ("", "nhs", "police")  # "" is the fund's own line
LINES = [(area, partner) for area in AREAS for partner in PARTNERS]
pence = st.integers(1, 400_00)
lines = st.dictionaries(st.sampled_from(LINES), pence, min_size=1, max_size=4)
shares = st.dictionaries(st.sampled_from(AREAS), pence, min_size=1)
partners = st.sampled_from(PARTNERS[1:])


class Books(RuleBasedStateMachine):
    """What may be done to a pot's money, beside plain sums of it."""

    @initialize()
    def begin(self):
        self.left = defaultdict(int, {(area, ""): 300_00 for area in AREAS})  # (area, partner) -> pence
        self.promised = defaultdict(dict)  # award -> (area, partner) -> pence
        self.paid = defaultdict(dict)
        self.added = {}  # key of an entry that brought money in -> what it brought
        self.number = 0
        with unit_of_work():
            Books.round = getattr(Books, "round", 0) + 1
            self.pot_id = a_pot(dict.fromkeys(AREAS, 30000), name=f"Pot {Books.round}").id

    def _pot(self):
        return db.session.get_one(Pot, self.pot_id)

    def _key(self):
        self.number += 1
        return f"{self.pot_id}-{self.number}"

    def _tried(self, fits, act):
        """Do it, and do it again as a retry would; it must be refused exactly when the model says it does not fit."""
        try:
            with unit_of_work():
                first = act().id
            with unit_of_work():
                assert act().id == first, "the retry was posted again"
        except Refusal:
            assert not fits
            return None
        assert fits
        return first

    @rule(amounts=shares)
    def add(self, amounts):
        key = self._key()
        entry = self._tried(
            True, lambda: pots.add_money(SYSTEM, self._pot(), by_id(amounts), reason="More", key=key)
        )
        self.added[entry] = {(area, ""): amount for area, amount in amounts.items()}
        gain(self.left, self.added[entry])

    @rule(amounts=shares, partner=partners)
    def pledge(self, amounts, partner):
        key = self._key()
        entry = self._tried(
            True, lambda: ledger.pledge(SYSTEM, self._pot(), partner, by_id(amounts), reason="Ours", key=key)
        )
        self.added[entry] = {(area, partner): amount for area, amount in amounts.items()}
        gain(self.left, self.added[entry])

    @rule(amounts=shares, partner=partners)
    def cut(self, amounts, partner):
        key, asked = self._key(), {(area, partner): amount for area, amount in amounts.items()}
        if self._tried(
            covers(self.left, asked),
            lambda: ledger.cut_pledge(SYSTEM, self._pot(), partner, by_id(amounts), reason="Less", key=key),
        ):
            lose(self.left, asked)

    @precondition(lambda self: self.added)
    @rule(data=st.data())
    def reverse(self, data):
        entry = data.draw(st.sampled_from(sorted(self.added)))
        asked = self.added[entry]
        fits = covers(self.left, asked)
        try:
            with unit_of_work():
                ledger.reverse(SYSTEM, db.session.get_one(LedgerEntry, entry), reason="Wrong")
        except Refusal:
            assert not fits
            return
        assert fits
        lose(self.left, self.added.pop(entry))

    @rule(amounts=lines)
    def commit(self, amounts):
        award = f"award-{self._key()}"
        own = {area: amount for (area, partner), amount in amounts.items() if not partner}
        theirs = {who: {a: p for (a, w), p in amounts.items() if w == who} for who in PARTNERS[1:]}
        if self._tried(
            covers(self.left, amounts),
            lambda: ledger_awards.commit_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, shares=by_id(own), reason="x",
                partners={who: by_id(part) for who, part in theirs.items()},
            ),
        ):  # fmt: skip
            lose(self.left, amounts)
            self.promised[award].update(amounts)

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), amount=pence)
    def pay(self, data, amount):
        award, key = data.draw(st.sampled_from(sorted(self.promised))), self._key()
        if self._tried(
            sum(self.promised[award].values()) >= amount,
            lambda: ledger_awards.pay_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, amount=Pence(amount), reason="x", key=key
            ),
        ):
            move(self.promised[award], self.paid[award], amount)

    @precondition(lambda self: self.promised)
    @rule(data=st.data())
    def release(self, data):
        award = data.draw(st.sampled_from(sorted(self.promised)))
        with unit_of_work():
            ledger_awards.release_award(SYSTEM, award_id=award, pot_id=self.pot_id, reason="x")
        gain(self.left, self.promised.pop(award))

    @precondition(lambda self: any(map(any, self.paid.values())))
    @rule(data=st.data(), amount=pence)
    def give_back(self, data, amount):
        award, key = data.draw(st.sampled_from(sorted(self.paid))), self._key()
        if self._tried(
            sum(self.paid[award].values()) >= amount,
            lambda: ledger_awards.return_from_award(
                SYSTEM, award_id=award, pot_id=self.pot_id, amount=Pence(amount), reason="x", key=key
            ),
        ):
            move(self.paid[award], self.left, amount)

    @precondition(lambda self: any(self.left.values()))
    @rule()
    def carry_forward(self):
        """The rest goes to another pot, line by line, and the model follows it there."""
        key = self._key()
        with unit_of_work():
            after = a_pot({"Millfield": 1}, name=f"After {key}")
            ledger.carry_forward(SYSTEM, self._pot(), after, reason="On")
            found = {line: left for line, (left, _, _) in sums(after.id).items()}
            assert found == {line: self.left[line] + (line == ("Millfield", "")) for line in LINES}
            self.left.clear()
            self.added.clear()  # reversing what has gone on would not fit

    @precondition(lambda self: any(self.left.values()))
    @rule()
    def hand_back(self):
        if db.session.scalar(
            sa.select(LedgerEntry.id).where(LedgerEntry.dedupe_key == f"hand_back:{self.pot_id}")
        ):
            db.session.rollback()
            return
        with unit_of_work():
            ledger.hand_back(SYSTEM, self._pot(), reason="Not used")
        self.left.clear()
        self.added.clear()

    @invariant()
    def agree(self):
        if not hasattr(self, "pot_id"):
            return
        for line, found in sums(self.pot_id).items():
            promised, paid = (
                sum(parts.get(line, 0) for parts in held.values()) for held in (self.promised, self.paid)
            )
            assert found == (self.left[line], promised + paid, paid)
        standing = pots.standing_of(self.pot_id)
        assert standing.left == sum(self.left.values())
        assert standing.committed >= standing.paid >= 0
        assert ledger_check.faults() == []
        db.session.rollback()


def sums(pot_id):
    """Each line's money left, committed and paid, as the accounts have it."""
    query = sa.select(Area.name, Account.partner_id, Account.kind, sa.func.sum(Account.balance_pence))
    query = query.join(Area, Area.id == Account.area_id).where(Account.pot_id == pot_id)
    found = defaultdict(Counter)
    for area, partner, kind, amount in db.session.execute(
        query.group_by(Area.name, Account.partner_id, Account.kind)
    ):
        found[area, partner or ""][kind] = int(amount)
    return {
        line: (found[line]["left"], found[line]["promised"] + found[line]["paid"], found[line]["paid"])
        for line in LINES
    }


def by_id(amounts):
    return {area_id(area): Pence(amount) for area, amount in amounts.items()}


def covers(held, asked):
    return all(held.get(line, 0) >= amount for line, amount in asked.items())


def gain(held, amounts):
    for line, amount in amounts.items():
        held[line] = held.get(line, 0) + amount


def lose(held, amounts):
    gain(held, {line: -amount for line, amount in amounts.items()})


def move(start, to, amount):
    """Take from the largest first, as the ledger does; among equals, from the account opened first."""
    for line in sorted(start, key=lambda one: -start[one]):
        part = min(amount, start[line])
        start[line] -= part
        to[line] = to.get(line, 0) + part
        amount -= part
