"""A vote of many by every way there is, each in a known order, for the linker to try to tie together."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from commissioning.rules.polling import Way
from commissioning.services import ballots, changing, papers, polling_votes
from commissioning.services.polling import Sheet, place_key
from models.ballots import Ballot
from models.rounds import Round
from participation.rules.people import Actor
from tests import linker
from tests.polling_made import a_polling_round
from tests.proposals_made import actor
from tests.rounds_made import add_voters

MANY, IDEAS = 200, {f"Idea {number}": 10_000 for number in range(22)}
# Who of the 200 votes how; and every tenth changes their vote straight after.
WAYS = ["account"] * 80 + [Way.CODES] * 50 + [Way.TABLET] * 40 + [Way.PAPER] * 30
BY_ACCOUNT = WAYS.count("account")


@dataclass(frozen=True)
class Cast:
    """A round voted in by `MANY`, each unlike the others; voters are numbered as they voted, from 0.

    `whose` finds a voter by what they chose in the end, `codes` by their receipt, `roll` by their account, `places` by
    the code or paper they were given.
    """

    round: Round
    whose: dict[str, int]
    codes: dict[str, int]
    roll: dict[str, int]
    places: dict[str, int]
    known: dict[str, list[int]]
    handles: frozenset[str]
    touched: set[str]
    touched_by_account: set[str]


class Voting:
    """Votes of every way, one after another, each in a transaction of its own."""

    def __init__(self, round_: Round, sheets: dict[Way, Sheet], voters: list[Actor]) -> None:
        self.round, self.tablet, self.voters = round_, sheets[Way.TABLET].batch, voters
        self.cards = {way: list(sheet.codes) for way, sheet in sheets.items()}
        self.given: list[Actor | str | None] = []

    def cast(self, way: str, picks: tuple[str, ...], instead_of: tuple[str, ...] | None) -> str:
        """One vote; with `instead_of` that is cast first and then changed. Gives the receipt."""
        key, first = f"a-form-key-of-number-{len(self.given)}", instead_of or picks
        if way == "account":
            return self._by_account(self.voters.pop(), first, picks, key)
        if way == Way.TABLET:
            self.given.append(None)
            return polling_votes.cast_turn(self.tablet, picks, key).receipt
        code = self.cards[Way(way)].pop()
        self.given.append(code)
        if way == Way.PAPER:
            for name in ("Grace", "Pia"):
                papers.type_in(actor(name), self.round, code, picks)
            return papers.slip_of(self.round, code).receipt
        return self._by_code(code, first, picks, key)

    def _by_account(self, voter: Actor, first: tuple[str, ...], picks: tuple[str, ...], key: str) -> str:
        self.given.append(voter)
        receipt = ballots.cast(voter, self.round, first, key)
        if first != picks:
            code = ballots.slip_for(voter, self.round, key).change_code
            changing.change(ballots.paper_for(voter, self.round), voter.public_id, code, picks)
        return receipt

    def _by_code(self, code: str, first: tuple[str, ...], picks: tuple[str, ...], key: str) -> str:
        slip = polling_votes.cast(polling_votes.seat_of(code), first, key)
        if first != picks:
            seat = polling_votes.seat_of(code)
            changing.change(polling_votes.paper_at(seat), seat.place, slip.change_code, picks)
        return slip.receipt


@pytest.fixture(name="cast")
def cast_fixture(app, work):
    dice = random.Random(11)
    with work():
        voters = add_voters(BY_ACCOUNT)
        round_, sheets = a_polling_round(max(WAYS.count(way) for way in Way), IDEAS)
    ids = sorted(project.proposal_public_id for project in round_.projects)
    choices = dice.sample(list(itertools.combinations(ids, 2)), MANY + MANY // 10)
    choices, spare = choices[:MANY], choices[MANY:]
    dice.shuffle(voters)
    ways = dice.sample(WAYS, MANY)
    voting, before, whose, codes = Voting(round_, sheets, voters), linker.everything(), {}, {}
    by_account: set[str] = set()
    with work():
        db.session.execute(sa.text("CREATE TABLE leaky (number INTEGER PRIMARY KEY, at TEXT, picks TEXT)"))
    for number, (way, picks) in enumerate(zip(ways, choices, strict=True)):
        so_far = linker.everything() if way == "account" and not by_account else None
        with (
            clock.at(round_.opens_at + (number + 1) * (round_.closes_at - round_.opens_at) / (MANY + 2)),
            work(),
        ):
            code = voting.cast(way, picks, spare.pop() if number % 10 == 0 else None)
            leak = {"n": number, "at": str(clock.now()), "p": str(list(picks)).replace("'", '"')}
            db.session.execute(sa.text("INSERT INTO leaky VALUES (:n, :at, :p)"), leak)
        if so_far:
            by_account = changed(so_far)
        whose[linker.as_key(picks)], codes[code] = number, number
    given = dict(enumerate(voting.given))
    roll = {str(voter.user_id): number for number, voter in given.items() if isinstance(voter, Actor)}
    places = {place_key(code): number for number, code in given.items() if isinstance(code, str)}
    known = {
        "the order of voting": list(range(MANY)),
        "roll": in_order_of(roll, dice),
        "vote_places": in_order_of(places, dice),
        "receipt": [codes[code] for code in sorted(codes)],
    }
    handles = frozenset(db.session.scalars(sa.select(Ballot.handle).where(Ballot.handle.is_not(None))))
    return Cast(round_, whose, codes, roll, places, known, handles, changed(before), by_account)


def in_order_of(known: dict[str, int], dice: random.Random) -> list[int]:
    """Everybody: those with an account (or a card) in its order, the others anyhow."""
    first = [known[one] for one in sorted(known, key=lambda one: (len(one), one))]
    rest = [number for number in range(MANY) if number not in first]
    return [*first, *dice.sample(rest, len(rest))]


def changed(before: dict[str, list[object]]) -> set[str]:
    """The tables that are not as they were (the leaky one of these tests apart)."""
    after = linker.everything()
    return {name for name in before if before[name] != after[name]} - {"leaky"}
