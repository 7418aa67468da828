"""Equal Shares over an election, with its rounds, its money and its reasons."""

from collections.abc import Mapping
from fractions import Fraction

from commissioning.rules.counting.certify import holds_exactly
from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.greedy import greedy
from commissioning.rules.counting.greedy_count import take
from commissioning.rules.counting.ledger import Ledger
from commissioning.rules.counting.money import said
from commissioning.rules.counting.result import Payment, Reason
from commissioning.rules.counting.roll import Roll, call_roll
from commissioning.rules.counting.search import Found, Search
from commissioning.rules.counting.shares import Field, Run, run
from commissioning.rules.counting.shares_story import tell
from commissioning.rules.counting.tally import Tally
from commissioning.rules.counting.values import Completion, Election


def enter(election: Election, rank: Mapping[str, int], score: Mapping[str, int]) -> Field:
    """The field of an Equal Shares count: everything eligible, by number."""
    roll = call_roll(election)
    barred = ineligible(election, score)
    number = {one: place for place, one in enumerate(roll.ids)}
    against = {
        number[one]: frozenset(number[other] for other in others) for one, others in rivals(election).items()
    }
    return Field(
        roll=roll,
        entrants=tuple(place for one, place in number.items() if one not in barred),
        rank=tuple(rank[one] for one in roll.ids),
        rivals=against,
        budget=election.budget_minor,
    )


class Accounts:
    """Who paid what in a finished run, exactly (a `Book`)."""

    def __init__(self, roll: Roll, finished: Run) -> None:
        self.roll = roll
        self.finished = finished

    def payments(self, number: int) -> tuple[Payment, ...]:
        """The payments of round `number` (from 1); none for projects added afterwards, most votes first."""
        if not 1 <= number <= len(self.finished.purchases):
            return ()
        bought = self.finished.purchases[number - 1]
        before = Ledger(self.roll, self.finished.endowment, self.finished.purchases[: number - 1])
        before.catch_up()
        price = before.price(self.roll.costs[bought.project], bought.full, bought.full_points, bought.part)
        each = {
            int(group): price * int(points)
            for group, points in zip(bought.full, bought.full_points, strict=True)
        }
        each |= before.held_by_each(int(group) for group in bought.part)
        voters = self.roll.voters_each
        return tuple(Payment(group, int(voters[group]), paid) for group, paid in sorted(each.items()) if paid)


def count_equal_shares(
    election: Election,
    rank: Mapping[str, int],
    score: Mapping[str, int],
    completion: Completion,
    increment: int,
    most_runs: int | None = None,
) -> Tally:
    """Equal Shares with the completion asked for. Nobody voted: nothing is funded."""
    tally = Tally(reasons=ineligible(election, score), completion=completion, increment=increment)
    if not election.voters:
        return tally
    field = enter(election, rank, score)
    found = search(field, completion, increment, most_runs)
    accepted, rejected = found.accepted, found.rejected
    tally.share = Fraction(election.budget_minor, election.voters)
    tally.endowment, tally.steps = accepted.endowment, found.steps
    tally.certified = holds_exactly(field, accepted) and (rejected is None or holds_exactly(field, rejected))
    tally.book = Accounts(field.roll, accepted)
    tell(tally, field, accepted, score)
    explain_losers(tally, field)
    if completion is Completion.ADD1U:
        already = [one.project_id for one in tally.rounds]
        take(tally, election, score, greedy(election, rank, score, already=already), is_fill=True)
    tally.notes += notes(election, tally, rejected)
    return tally


def search(field: Field, completion: Completion, increment: int, most_runs: int | None) -> Found:
    """One run, or the add1 search."""
    if completion is Completion.NONE:
        return Found(run(field, Fraction(field.budget, field.roll.voters)), 0, None)
    return Search(field, increment).find(most_runs)


def explain_losers(tally: Tally, field: Field) -> None:
    """A reason for each entrant that was not bought."""
    ids = field.roll.ids
    for one in field.entrants:
        if ids[one] in tally.reasons:
            continue
        stronger = [
            ids[other] for other in field.rivals[one] if tally.reasons.get(ids[other]) is Reason.FUNDED
        ]
        tally.reasons[ids[one]] = Reason.EXCLUDED if stronger else Reason.SUPPORTERS_RAN_OUT
        if stronger:
            tally.blocked_by[ids[one]] = min(stronger)


def notes(election: Election, tally: Tally, rejected: Run | None) -> list[str]:
    """What a reader should know about money that is left, truthfully."""
    left = election.budget_minor - sum(one.cost_minor for one in tally.rounds)
    currency = election.currency
    if not left or all(
        reason in (Reason.FUNDED, Reason.FUNDED_WITH_LEFTOVER) for reason in tally.reasons.values()
    ):
        return []
    if tally.completion is Completion.ADD1U:
        return [f"{said(left, currency)} is unspent: nothing else that people voted for fits in it."]
    if rejected is None:
        return [f"{said(left, currency)} is unspent: no other project's supporters hold what it costs."]
    more, dearer = said(tally.increment or 0, currency), said(rejected.cost, currency)
    line = (
        f"{said(left, currency)} is unspent. With {more} more for each voter, the projects bought would have come to "
        f"{dearer} or more, and the pot is {said(election.budget_minor, currency)}, so the count stops before that."
    )
    return [line]
