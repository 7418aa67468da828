"""A proposal's life as a table: which action leads from which state to which, and who may take it.

The states follow the design's flow from proposal to award. Council law gives the last word to a lawful
decision-maker, so a vote only recommends; the decision-maker may also approve what a vote did not choose.
"""

from __future__ import annotations

from enum import StrEnum

from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class State(StrEnum):
    """Where a proposal stands now."""

    DRAFT = "draft"
    CO_DESIGN = "co_design"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REFUSED = "refused"
    SHORTLISTED = "shortlisted"
    IN_ROUND = "in_round"
    RECOMMENDED = "recommended"
    NOT_CHOSEN = "not_chosen"
    APPROVED = "approved"
    PART_APPROVED = "part_approved"
    DECLINED = "declined"
    UNDER_WAY = "under_way"
    DONE = "done"
    LEARNED = "learned"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Action(StrEnum):
    """What somebody does to a proposal. The value completes "this cannot be ... now"."""

    OPEN_UP = "opened_up"
    SHOW_CHANGES = "shown_anew"
    SUBMIT = "submitted"
    PASS = "passed"  # noqa: S105 - to pass a check, not a password
    RETURN = "returned"
    REFUSE = "refused"
    PUT_IN_ROUND = "put_in_a_round"
    TAKE_OUT = "taken_out_of_its_round"
    RECOMMEND = "recommended"
    NOT_CHOOSE = "left_unchosen"
    APPROVE = "approved"
    PART_APPROVE = "part_approved"
    DECLINE = "declined"
    BEGIN = "begun"
    FINISH = "finished"
    SHARE_LEARNING = "learned_from"
    LAPSE = "lapsed"
    WITHDRAW = "withdrawn"
    MERGE = "merged"
    KEEP_BACK = "not_passed_on"


S, A = State, Action
_TABLE: dict[Action, tuple[State, tuple[State, ...]]] = {
    A.OPEN_UP: (S.CO_DESIGN, (S.DRAFT,)),
    A.SHOW_CHANGES: (S.CO_DESIGN, (S.CO_DESIGN,)),
    A.SUBMIT: (S.SUBMITTED, (S.DRAFT, S.CO_DESIGN, S.RETURNED)),
    A.PASS: (S.SHORTLISTED, (S.SUBMITTED,)),
    A.RETURN: (S.RETURNED, (S.SUBMITTED,)),
    A.REFUSE: (S.REFUSED, (S.SUBMITTED,)),
    A.PUT_IN_ROUND: (S.IN_ROUND, (S.SHORTLISTED,)),
    A.TAKE_OUT: (S.SHORTLISTED, (S.IN_ROUND,)),
    A.RECOMMEND: (S.RECOMMENDED, (S.IN_ROUND,)),
    A.NOT_CHOOSE: (S.NOT_CHOSEN, (S.IN_ROUND,)),
    A.APPROVE: (S.APPROVED, (S.RECOMMENDED, S.NOT_CHOSEN)),
    A.PART_APPROVE: (S.PART_APPROVED, (S.RECOMMENDED, S.NOT_CHOSEN)),
    A.DECLINE: (S.DECLINED, (S.RECOMMENDED, S.NOT_CHOSEN)),
    A.BEGIN: (S.UNDER_WAY, (S.APPROVED, S.PART_APPROVED)),
    A.FINISH: (S.DONE, (S.UNDER_WAY,)),
    A.SHARE_LEARNING: (S.LEARNED, (S.DONE,)),
    A.LAPSE: (S.LAPSED, (S.SHORTLISTED, S.APPROVED, S.PART_APPROVED)),
    A.WITHDRAW: (
        S.WITHDRAWN,
        (S.DRAFT, S.CO_DESIGN, S.SUBMITTED, S.RETURNED, S.SHORTLISTED, S.RECOMMENDED, S.NOT_CHOSEN),
    ),
    A.MERGE: (S.MERGED, (S.CO_DESIGN,)),
    A.KEEP_BACK: (S.RETURNED, (S.SUBMITTED,)),
}

MACHINE: Machine[State, Action] = Machine(
    "proposal",
    {(at, action): Step(to, f"proposal.{action}") for action, (to, froms) in _TABLE.items() for at in froms},
    {
        State.DRAFT: "a draft", State.CO_DESIGN: "being shaped with others", State.IN_ROUND: "in a round",
        State.LEARNED: "finished and learned from", State.PART_APPROVED: "approved in part",
    },
)  # fmt: skip

_RUNS_ROUNDS = frozenset({Role.CHAIR, Role.COMMISSIONING_OFFICER})
_DECIDES = frozenset({Role.DECISION_MAKER})
_FOLLOWS_UP = frozenset({Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER})

# Who may take an action besides the scheduler. Opening, submitting and withdrawing belong to the proposer alone;
# merging to nobody: it happens when every author of both has said yes. Nor does keeping back what the desk kept.
WHO: dict[Action, frozenset[Role]] = {
    A.OPEN_UP: frozenset(),
    A.SHOW_CHANGES: frozenset(),
    A.SUBMIT: frozenset(),
    A.WITHDRAW: frozenset(),
    A.PASS: frozenset({Role.COMMISSIONING_OFFICER}),
    A.RETURN: frozenset({Role.COMMISSIONING_OFFICER}),
    A.REFUSE: frozenset({Role.COMMISSIONING_OFFICER}),
    A.PUT_IN_ROUND: _RUNS_ROUNDS,
    A.TAKE_OUT: _RUNS_ROUNDS,
    A.RECOMMEND: _RUNS_ROUNDS,
    A.NOT_CHOOSE: _RUNS_ROUNDS,
    A.APPROVE: _DECIDES,
    A.PART_APPROVE: _DECIDES,
    A.DECLINE: _DECIDES,
    A.BEGIN: _FOLLOWS_UP | {Role.PROVIDER},
    A.FINISH: _FOLLOWS_UP,
    A.SHARE_LEARNING: _FOLLOWS_UP,
    A.LAPSE: _FOLLOWS_UP,
    A.MERGE: frozenset(),
    A.KEEP_BACK: frozenset(),
}
ONLY_OURSELVES = frozenset({A.MERGE, A.KEEP_BACK})

NEEDS_REASON = frozenset({A.RETURN, A.REFUSE, A.PART_APPROVE, A.DECLINE, A.TAKE_OUT, A.LAPSE})
# Where an idea has ended in the open, without being approved: its writers can put it forward again as a new one.
COMES_AGAIN = frozenset({S.NOT_CHOSEN, S.DECLINED, S.LAPSED})
EDITABLE = frozenset({S.DRAFT, S.CO_DESIGN, S.RETURNED})
# A neighbour's refused or withdrawn idea is nobody else's business; everything on its way, or decided, is.
SHOWN_TO_EVERYONE = frozenset(S) - {S.DRAFT, S.RETURNED, S.REFUSED, S.WITHDRAWN}


def next_state(state: State, action: Action, reason: str = "") -> State:
    """Where `action` leads from `state`; raises Refusal when it leads nowhere or a needed reason is blank."""
    to = MACHINE.step(state, action).to
    if action in NEEDS_REASON and not reason.strip():
        raise Refusal("Say why: the proposer will read it.", field="reason")
    return to


def check_may_take(actor: Actor, action: Action, *, team_id: int, proposer_id: int) -> None:
    """Raise Refusal unless `actor` may take `action` on a proposal of that team and proposer."""
    is_proposer = actor.user_id is not None and actor.user_id == proposer_id
    if action in ONLY_OURSELVES:
        if actor == Actor.system():
            return
        raise Refusal("Nobody does that: it happens by itself.")
    if not WHO[action]:
        if not is_proposer:
            raise Refusal("Only the person who proposed this can do that.")
        return
    if actor == Actor.system():
        return
    if not actor.has(*WHO[action], scope=ScopeKind.TEAM, scope_id=team_id):
        raise Refusal("Your role does not let you do that to this proposal.")
    if is_proposer and action in {A.PASS, A.RETURN, A.REFUSE, A.APPROVE, A.PART_APPROVE, A.DECLINE}:
        raise Refusal("You proposed this, so somebody else must decide on it.")
