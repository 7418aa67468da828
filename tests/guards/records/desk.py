"""The records behind the addresses of the safeguarding desk, rights and consents."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_REQUEST = (at("data_request"),)
_YOUNG = (at("young_person"),)
RECORDS: dict[str, tuple[Behind, ...]] = {
    "requests.show": _REQUEST, "requests.acknowledge": _REQUEST, "requests.longer": _REQUEST,
    "requests.wish": _REQUEST, "requests.decide": _REQUEST, "retention.end": (at("hold", {"Sam", "Joy"}),),
    "consents.show": _YOUNG, "consents.record": _YOUNG, "consents.take_back": _YOUNG, "consents.photo": _YOUNG,
    "consents.words": _YOUNG, "triage.take_out": (at("let_out"),), "triage.closed": (at("item"),),
    "triage.read": (at("item"),), "triage.decide": (at("item"),), "triage.shut_out": (at("item"),),
    "triage.file": (at("item_with_file"), at("item", set())), "triage.follow_up": (at("referred"),),
    "desk_rota.take_back": (at("away"),), "glass.read": (at("glass_open"),), "glass.answer": (at("glass_asked"),),
    "glass.shut_own": (at("glass_open"),), "glass.shut": (at("glass_open"),),
}  # fmt: skip
