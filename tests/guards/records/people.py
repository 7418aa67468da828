"""The records behind the addresses of people, signing in, notices and files."""

from __future__ import annotations

from tests.guards.behind import Behind, at
from tests.guards.names import POT_READERS

_PERSON = (at("person Tomos"), at("person Grace", {"Ada"}))
_STOP = (
    at("stop_key", name="key", kind="=summaries"),
    at("stop_key", set(), name="key", kind="=safeguarding"),
)
RECORDS: dict[str, tuple[Behind, ...]] = {
    "attachments.show": (at("file", POT_READERS), at("held_file", set())),
    "notices.show": (at("notice", {"Kwame"}),), "notices.read": (at("notice", {"Kwame"}),),
    "notices.read_alike": (at("notice", {"Kwame"}),), "notices.ask_stop": _STOP, "notices.stop": _STOP,
    "notices.try_again": (at("refused_letter"), at("notice", set())), "demo.someone": (Behind(set()),),
    "demo.be": (at("person Asha", set()),), "gallery.show": (at("=words", name="name"),),
    "gallery.error": (at("=404", name="name"),), "people.show": _PERSON, "people.words": _PERSON,
    "people.sign_out": _PERSON, "people.end": _PERSON, "people.give_role": _PERSON,
}  # fmt: skip
