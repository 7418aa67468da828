"""The records behind the addresses of rounds, ballots and results."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_OPEN_ROUND = (at("open"), at("new_round", {"Grace", "Carol"}), at("north_round", {"Erin", "Carol"}))
_MINE_TO_RUN = (
    at("new_round", {"Grace", "Carol"}),
    at("north_round", {"Erin", "Carol"}),
    at("open", {"Grace", "Carol"}),
)
_PLACES = (
    at("open", {"Grace", "Carol", "Pia"}),
    at("new_round", {"Grace", "Carol"}),
    at("north_round", {"Erin", "Carol"}),
)
_BATCH = (
    at("open", {"Grace", "Carol"}, batch_id="codes_batch"),
    at("new_round", set(), batch_id="codes_batch"),
    at("open", set(), batch_id="new_batch"),
)
RECORDS: dict[str, tuple[Behind, ...]] = {
    "ballots.show": _OPEN_ROUND, "ballots.read_back": _OPEN_ROUND, "ballots.change": _OPEN_ROUND,
    "ballots.cast": _OPEN_ROUND, "ballots.back": _OPEN_ROUND, "ballots.receipt": _OPEN_ROUND,
    "ballots.change_mind": _OPEN_ROUND, "ballots.check_change": _OPEN_ROUND, "ballots.change_again": _OPEN_ROUND,
    "ballots.cast_change": _OPEN_ROUND, "polling.index": _PLACES, "polling.make": _MINE_TO_RUN,
    "polling.read": _PLACES, "polling.type_in": _PLACES, "polling.ask_stop": _BATCH, "polling.stop": _BATCH,
    "polling.take_back": (at("new_round", {"Grace", "Carol"}, batch_id="new_batch"),),
    "polling.set_out": (at("open", {"Grace", "Carol", "Pia"}, batch_id="tablet_batch"),),
    "results.show": (at("counted"), at("new_round", {"Grace", "Carol"})),
    "results.bundle": (at("counted"), at("new_round", set())),
    "results.count": (at("counted", {"Grace", "Carol"}), at("new_round", {"Grace", "Carol"})),
    "results.recount": (at("few_round", {"Olu"}), at("counted", set())),
    "rounds.throw_away": _MINE_TO_RUN,
    "rounds_rules.edit": _MINE_TO_RUN, "rounds_rules.save": _MINE_TO_RUN, "rounds.show": _OPEN_ROUND,
    "rounds.edit": _MINE_TO_RUN, "rounds.save": _MINE_TO_RUN, "rounds.check": _MINE_TO_RUN,
    "rounds.open_voting": _MINE_TO_RUN,
}  # fmt: skip
