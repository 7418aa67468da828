"""Good answers to the forms of rounds, ballots and results."""

from __future__ import annotations

from tests.guards.sent import TABLET, VOTER, Sent, day

_ROUND = {
    "title": "Spring ideas", "about": "Take your time.", "pot": "=round_pot", "amount": "100.00",
    "proposals": ["=spare", "=free"], **day("opens_on", "1 2 2027"), "opens_time": "09:00",
    **day("closes_on", "15 2 2027"), "closes_time": "18:00", "electorate": "everyone", "youngest": "13-15",
    "least_picks": "1", "most_picks": "2", "rule": "greedy",
}  # fmt: skip
_CHANGED = {"picks": ["=open_project"], "change_code": "=graces_change"}
_BY_CODE = {
    "picks": ["=open_project"], "code": "=vote_code", "turn": "=turn", "idempotency_key": "a-key-that-is-long-enough",
}  # fmt: skip
_IN_TURN = {
    "picks": ["=open_project"],
    "turn": "=tablet_turn",
    "idempotency_key": "a-key-that-is-long-enough",
}
_ROUND_RULES = {
    "kind": "cumulative", "points_each": "10", "threshold": "2", "quorum": "3", "smallest": "10", "chambers": "no",
    "misfit": "greedy", "finish": "add1", "increment": "1.00", **day("decide_by", "1 3 2030"),
    "pair_1": "=free", "other_1": "=free_too",
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "ballots.read_back": (Sent("Mei", {"picks": ["=open_project"]}, lands=200),),
    "ballots.change": (Sent("Mei", {"picks": ["=open_project"]}, lands=200),),
    "ballots.check_change": (Sent("Grace", _CHANGED, lands=200, hidden=frozenset({"change_code"})),),
    "ballots.change_again": (Sent("Grace", _CHANGED, lands=200, hidden=frozenset({"change_code"})),),
    "ballots.cast_change": (Sent("Grace", _CHANGED, hidden=frozenset({"change_code"})),),
    "voting.begin": (Sent("nobody signed in", {"code": "=vote_code"}, lands=200),),
    "voting.change_mind": (Sent(VOTER, {"code": "=vote_code", "turn": "=turn"}, lands=200),),
    "voting.check": (
        Sent(VOTER, _BY_CODE, lands=200),
        Sent(VOTER, {**_BY_CODE, "change_code": "BCDFG23456"}, lands=200),
    ),
    "voting.again": (Sent(VOTER, _BY_CODE, lands=200),), "voting.cast": (Sent(VOTER, _BY_CODE, lands=200),),
    "tablets.begin": (Sent(TABLET, lands=200),), "tablets.check": (Sent(TABLET, _IN_TURN, lands=200),),
    "tablets.again": (Sent(TABLET, _IN_TURN, lands=200),), "tablets.cast": (Sent(TABLET, _IN_TURN, lands=200),),
    "tablets.put_away": (Sent("nobody signed in"),),
    "polling.make": (
        Sent("Grace", {"way": "codes", "label": "Scouts", "places": "20", "chamber": "everyone",
                       "idempotency_key": "a-key-that-is-long-enough"}, {"public_id": "new_round"}, lands=200),
    ),
    "polling.take_back": (Sent("Grace"),), "polling.stop": (Sent("Grace", {"why": "They were left on a bus."}),),
    "polling.set_out": (Sent("Grace"),),
    "polling.type_in": (
        Sent("Grace", {"code": "=paper", "picks": ["=open_project"]}, hidden=frozenset({"code"})),
    ),
    "rounds_rules.save": (Sent("Grace", _ROUND_RULES, {"public_id": "new_round"}),),
    "ballots.cast": (Sent("Mei", {"picks": ["=open_project"], "idempotency_key": "a-key-that-is-long-enough"}),),
    "results.count": (Sent("Grace"),), "rounds.create": (Sent("Grace", _ROUND),),
    "rounds.save": (Sent("Grace", _ROUND),), "rounds.open_voting": (Sent("Grace"),),
    "rounds.throw_away": (Sent("Grace", {}, {"public_id": "new_round"}),),
    "results.recount": (
        Sent("Olu", {"why": "A voter asked whether theirs was counted."}, {"public_id": "few_round"}),
    ),
}  # fmt: skip
