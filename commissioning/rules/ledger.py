"""The ledger's grammar: which accounts there are, which movements, and the sentence for each.

Every line moves one amount from one account to another, so it sums to zero by itself and no set of lines can
make or lose a penny.
"""

from __future__ import annotations

from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal


class AccountKind(StrEnum):
    """What money in an account is doing."""

    SOURCE = "source"  # outside: where a fund's money comes from, so it alone may stand below zero
    LEFT = "left"  # in a pot, for one area, promised to nobody
    PROMISED = "promised"  # awarded and not yet paid
    PAID = "paid"  # with the people who do the work
    BETWEEN_YEARS = "between_years"  # on its way from one year's pot to the next; empty after every entry


class EntryKind(StrEnum):
    """Why money moved."""

    OPENING = "opening"
    PLEDGE = "pledge"
    CUT_PLEDGE = "cut_pledge"
    ALLOCATE = "allocate"
    COMMIT = "commit"
    PAY = "pay"
    RELEASE = "release"
    RETURN = "return"
    HAND_BACK = "hand_back"
    CARRY_FORWARD = "carry_forward"
    REVERSE = "reverse"


A, K = AccountKind, EntryKind
# The only movements there are. A reversal may take any of them backwards.
MOVES: dict[EntryKind, frozenset[tuple[AccountKind, AccountKind]]] = {
    K.OPENING: frozenset({(A.SOURCE, A.LEFT)}),
    K.PLEDGE: frozenset({(A.SOURCE, A.LEFT)}),
    K.CUT_PLEDGE: frozenset({(A.LEFT, A.SOURCE)}),
    K.ALLOCATE: frozenset({(A.SOURCE, A.LEFT)}),
    K.COMMIT: frozenset({(A.LEFT, A.PROMISED)}),
    K.PAY: frozenset({(A.PROMISED, A.PAID)}),
    K.RELEASE: frozenset({(A.PROMISED, A.LEFT)}),
    K.RETURN: frozenset({(A.PAID, A.LEFT)}),
    K.HAND_BACK: frozenset({(A.LEFT, A.SOURCE)}),
    K.CARRY_FORWARD: frozenset({(A.LEFT, A.BETWEEN_YEARS), (A.BETWEEN_YEARS, A.LEFT)}),
}
MOVES[K.REVERSE] = frozenset((to, start) for kind in list(MOVES) for start, to in MOVES[kind])

ENTRY_NAMES: dict[EntryKind, str] = {
    K.OPENING: "Opening balance",
    K.PLEDGE: "Pledged by a partner",
    K.CUT_PLEDGE: "Pledge cut by a partner",
    K.ALLOCATE: "Money added",
    K.COMMIT: "Promised",
    K.PAY: "Paid",
    K.RELEASE: "Promise released",
    K.RETURN: "Given back to the pot",
    K.HAND_BACK: "Handed back to the fund",
    K.CARRY_FORWARD: "Carried forward",
    K.REVERSE: "Put right",
}
# The parts of a statement a reader may ask for alone.
STATEMENT_PARTS: dict[str, tuple[str, frozenset[EntryKind]]] = {
    "came_in": (
        "What came in and went out",
        frozenset({K.OPENING, K.PLEDGE, K.CUT_PLEDGE, K.ALLOCATE, K.CARRY_FORWARD, K.HAND_BACK, K.REVERSE}),
    ),
    "promised": ("Promises", frozenset({K.COMMIT, K.RELEASE})),
    "paid": ("Payments", frozenset({K.PAY, K.RETURN})),
}
# The past-tense name each movement has in the audit trail.
EVENTS: dict[EntryKind, str] = {
    K.OPENING: "money.opened",
    K.PLEDGE: "money.pledged",
    K.CUT_PLEDGE: "money.pledge_cut",
    K.ALLOCATE: "money.added",
    K.COMMIT: "money.promised",
    K.PAY: "money.paid",
    K.RELEASE: "money.released",
    K.RETURN: "money.returned",
    K.HAND_BACK: "money.handed_back",
    K.CARRY_FORWARD: "money.carried_forward",
    K.REVERSE: "money.reversed",
}
_SENTENCES: dict[tuple[AccountKind, AccountKind], str] = {
    (A.SOURCE, A.LEFT): "{amount} came in for {where}",
    (A.LEFT, A.PROMISED): "{amount} of {where}’s money was promised to {award}",
    (A.PROMISED, A.PAID): "{amount} was paid to {award} from {where}’s share",
    (A.PROMISED, A.LEFT): "{amount} promised to {award} came back to {where}",
    (A.PAID, A.LEFT): "{award} gave {amount} back to {where}",
    (A.LEFT, A.SOURCE): "{amount} left of {where}’s share went back to the fund",
    (A.LEFT, A.BETWEEN_YEARS): "{amount} left of {where}’s share went to the next year’s pot",
    (A.BETWEEN_YEARS, A.LEFT): "{amount} came to {where} from the year before",
}
WHOLE_TEAM = "the whole team"


def check_move(kind: EntryKind, start: AccountKind, to: AccountKind) -> None:
    """Refuse a movement the table does not have. A caller's mistake, so it raises ValueError, not Refusal."""
    if (start, to) not in MOVES[kind]:
        raise ValueError(f"{kind} may not move money from {start} to {to}")


def check_fits(asked: int, left: int, where: str, what: str = "pot") -> None:
    """Refuse (Refusal, field "amount") when `asked` pence are more than the `left` pence there are."""
    if asked > left:
        place = "" if where == WHOLE_TEAM else f" in {where}"
        raise Refusal(
            f"The {what} has {Pence(left)} left{place} and this asks {Pence(asked)}", field="amount"
        )


def sentence(
    start: AccountKind, to: AccountKind, amount: int, where: str, award: str = "an award", *, kind: EntryKind
) -> str:
    """One line in plain words: "£120.00 of Millfield’s money was promised to Boats for all"."""
    pattern = (
        _SENTENCES[start, to] if kind is not EntryKind.REVERSE else "{amount} for {where} was moved back"
    )
    return pattern.format(amount=Pence(amount), where=where, award=award)


def account_code(
    kind: AccountKind,
    owner: int | None,
    area: int | None = None,
    award: str | None = None,
    partner: str | None = None,
) -> str:
    """The one name of an account: there can be no second account for the same thing."""
    where = [kind, "-" if owner is None else str(owner), "all" if area is None else str(area)]
    return ":".join([*where, *([award] if award else []), *([f"of-{partner}"] if partner else [])])


REVERSIBLE = frozenset({K.OPENING, K.ALLOCATE, K.PLEDGE})


def check_reversible(kind: EntryKind, already: bool) -> None:
    """Refuse to put right what is put right elsewhere, or twice."""
    if already:
        raise Refusal("This was already put right.")
    if kind not in REVERSIBLE:
        raise Refusal(f"“{ENTRY_NAMES[kind]}” is put right on the award it belongs to, not here.")
