"""The proposal's states and actions, over the whole grid; who may take which; content, and the journey in words."""

from __future__ import annotations

import pytest

from commissioning.rules import proposals as rules
from commissioning.rules import proposals_story as told
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import Content, CostLine, check_ready, missing
from participation.rules.people import Actor, Held, Role, ScopeKind
from participation.rules.refusals import Refusal

SOUTH, NORTH, MEI, CAROL = 1, 2, 10, 20

# Written out by hand, so that a change in the table is a change here too.
LEADS = {
    ("draft", "submitted"): "submitted",
    ("draft", "opened_up"): "co_design",
    ("co_design", "shown_anew"): "co_design",
    ("co_design", "submitted"): "submitted",
    ("co_design", "withdrawn"): "withdrawn",
    ("co_design", "merged"): "merged",
    ("returned", "submitted"): "submitted",
    ("submitted", "passed"): "shortlisted",
    ("submitted", "returned"): "returned",
    ("submitted", "refused"): "refused",
    ("shortlisted", "put_in_a_round"): "in_round",
    ("in_round", "taken_out_of_its_round"): "shortlisted",
    ("in_round", "recommended"): "recommended",
    ("in_round", "left_unchosen"): "not_chosen",
    ("recommended", "approved"): "approved",
    ("not_chosen", "approved"): "approved",
    ("recommended", "part_approved"): "part_approved",
    ("not_chosen", "part_approved"): "part_approved",
    ("recommended", "declined"): "declined",
    ("not_chosen", "declined"): "declined",
    ("approved", "begun"): "under_way",
    ("part_approved", "begun"): "under_way",
    ("under_way", "finished"): "done",
    ("done", "learned_from"): "learned",
    ("shortlisted", "lapsed"): "lapsed",
    ("approved", "lapsed"): "lapsed",
    ("part_approved", "lapsed"): "lapsed",
    ("draft", "withdrawn"): "withdrawn",
    ("submitted", "withdrawn"): "withdrawn",
    ("submitted", "not_passed_on"): "returned",
    ("returned", "withdrawn"): "withdrawn",
    ("shortlisted", "withdrawn"): "withdrawn",
    ("recommended", "withdrawn"): "withdrawn",
    ("not_chosen", "withdrawn"): "withdrawn",
}

GRID = [(state, action) for state in State for action in Action]


@pytest.mark.parametrize(("state", "action"), GRID)
def test_every_action_from_every_state(state, action):
    if (state, action) in LEADS:
        assert rules.next_state(state, action, "a reason") == LEADS[state, action]
    else:
        with pytest.raises(Refusal, match="cannot be"):
            rules.next_state(state, action, "a reason")


@pytest.mark.parametrize(("state", "action"), [(State(s), Action(a)) for s, a in LEADS])
def test_a_reason_is_asked_exactly_where_the_proposer_is_told_no_or_not_yet(state, action):
    needs = {"returned", "refused", "part_approved", "declined", "taken_out_of_its_round", "lapsed"}
    if action in needs:
        with pytest.raises(Refusal, match="Say why"):
            rules.next_state(state, action, "  ")
    else:
        assert rules.next_state(state, action)


def person(role: Role, team: int | None = None, user: int = CAROL) -> Actor:
    scope = ScopeKind.COUNCIL if team is None else ScopeKind.TEAM
    return Actor(user, "x", "Somebody", (Held(role, scope, team),))


def may(actor: Actor, action: Action, proposer: int = MEI) -> bool:
    try:
        rules.check_may_take(actor, action, team_id=SOUTH, proposer_id=proposer)
    except Refusal:
        return False
    return True


def test_only_the_proposer_submits_and_withdraws():
    for action in (Action.SUBMIT, Action.WITHDRAW):
        assert may(person(Role.RESIDENT, user=MEI), action)
        assert not may(person(Role.COMMISSIONING_OFFICER), action)
        assert not may(Actor.system(), action)
        assert not may(Actor.nobody(), action)


@pytest.mark.parametrize("action", [a for a in Action if rules.WHO[a]])
@pytest.mark.parametrize("role", Role)
def test_each_action_belongs_to_the_roles_the_table_names(role, action):
    assert may(person(role), action) is (role in rules.WHO[action])
    assert may(Actor.system(), action)


def test_a_chair_runs_rounds_for_their_own_team_only():
    assert may(person(Role.CHAIR, SOUTH), Action.PUT_IN_ROUND)
    assert not may(person(Role.CHAIR, NORTH), Action.PUT_IN_ROUND)


@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN, Action.REFUSE])
def test_nobody_checks_what_they_proposed(action):
    assert may(person(Role.COMMISSIONING_OFFICER), action)
    assert not may(person(Role.COMMISSIONING_OFFICER), action, proposer=CAROL)


@pytest.mark.parametrize("action", [Action.APPROVE, Action.PART_APPROVE, Action.DECLINE])
def test_nobody_decides_on_what_they_proposed(action):
    assert may(person(Role.DECISION_MAKER), action)
    assert not may(person(Role.DECISION_MAKER), action, proposer=CAROL)


WHOLE = Content(
    title="Bikes", need="None", who_benefits="Us", how_many=40, areas=("Millfield",), builds_on="A shed",
    lines=(CostLine("Bikes", Pence(120_000)), CostLine("Locks", Pence(30_050))), our_part="Lend it",
    your_part="Mend them", group_name="Quay Wheels", is_constituted=True,
)  # fmt: skip


def without(field: str) -> Content:
    empty = {"how_many": None, "areas": (), "lines": (), "is_constituted": None}.get(field, "")
    return Content(**{**{name: getattr(WHOLE, name) for name in WHOLE.__dataclass_fields__}, field: empty})


def test_a_whole_proposal_misses_nothing_and_is_ready():
    assert missing(WHOLE) == []
    assert WHOLE.total == 150_050
    check_ready(WHOLE, None)
    check_ready(WHOLE, Pence(150_050))


@pytest.mark.parametrize("field", [
    "title", "need", "who_benefits", "how_many", "areas", "builds_on", "lines", "our_part", "your_part", "group_name",
    "is_constituted",
])  # fmt: skip
def test_each_missing_part_is_named_and_stops_it(field):
    assert [gap.field for gap in missing(without(field))] == [field]
    with pytest.raises(Refusal) as refused:
        check_ready(without(field), None)
    assert refused.value.field == field


def test_a_group_without_rules_needs_a_sponsor():
    loose = Content(**{**{n: getattr(WHOLE, n) for n in WHOLE.__dataclass_fields__}, "is_constituted": False})
    assert [gap.field for gap in missing(loose)] == ["sponsor"]


def test_more_than_the_pot_gives_is_refused_with_both_sums():
    with pytest.raises(Refusal, match=r"at most £1,500\.00, and this asks for £1,500\.50\. Take off £0\.50"):
        check_ready(WHOLE, Pence(150_000))


def test_content_survives_being_kept():
    assert Content.from_json(WHOLE.as_json()) == WHOLE


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_stop_words_and_what_happens_next(state):
    assert told.stop_of(state) in told.STOPS
    assert told.STATE_WORDS[state]
    assert told.next_words(state, being_read=False, due="Monday")
    assert state in told.MEANINGS


@pytest.mark.parametrize("action", Action)
def test_every_action_has_words_for_the_history(action):
    assert told.EVENT_WORDS[action]
    assert told.event_kind(action) in {"good", "stopped", "plain"}


def test_what_is_withdrawn_stays_at_the_stop_it_reached():
    assert told.stop_of(State.WITHDRAWN, State.RECOMMENDED) == "decided"
    assert told.stop_of(State.WITHDRAWN, State.DRAFT) == "idea"


def test_while_somebody_reads_it_first_the_proposer_is_told():
    assert "keep people safe" in told.next_words(State.SUBMITTED, being_read=True)
    assert "by Monday" in told.next_words(State.SUBMITTED, being_read=False, due="Monday")
