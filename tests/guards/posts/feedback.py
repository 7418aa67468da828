"""Good answers to the forms of saying something and hearing back."""

from __future__ import annotations

from tests.guards.sent import CHILD, DESCRIBES, READER, SEALED, Sent

_WHOLE = {"face": "2", "words": "More swings and a bench", "age": "6-9"}
_HELPED = {
    **_WHOLE, "language": "Welsh", "translation": "More swings", "translator": "interpreter", "support": ["welsh"],
    "note": "She pointed at the swings.",
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "feedback.begin": (Sent(CHILD, {"route": "child", "again": "1"}),),
    "feedback.screen": (
        Sent(CHILD, {"answer": "2"}, {"code": "code", "number": "=1"}, hidden=frozenset({"answer"})),
        Sent(CHILD, {"answer": "More swings"}, {"code": "code", "number": "=2"}, hidden=frozenset({"answer"})),
        Sent(CHILD, {"answer": "10-12"}, {"code": "code", "number": "=3"}, hidden=frozenset({"answer"})),
    ),
    "feedback.finish": (Sent(CHILD),), "with_help.write": (Sent("Pia", _HELPED, hidden=frozenset(_HELPED)),),
    "offline.page": (Sent("nobody signed in", _WHOLE, hidden=frozenset(_WHOLE)),),
    "paper.pack": (Sent("Pia", {"how_many": "3"}, hidden=frozenset({"how_many"})),),
    "paper.enter": (Sent("Pia", {**_WHOLE, "sheet": "2"}, hidden=frozenset({*_WHOLE, "sheet"})),),
    "coming_back.add": (Sent(READER, {"words": "And a bin"}, hidden=frozenset({"words"})),),
    "coming_back.correct": (Sent(READER, {"words": "Two benches"}, hidden=frozenset({"words"})),),
    "coming_back.take_back": (Sent(READER),), "shared_tablet.set_out": (Sent(CHILD),),
    "shared_tablet.begin": (Sent(CHILD),), "shared_tablet.put_away": (Sent(CHILD),),
    "feedback.come_back": (Sent("nobody signed in", {"words": "=come_back"}, hidden=frozenset({"words"})),),
    "feedback.felt": (Sent(READER, {"felt": "yes"}),), "feedback.finish_reading": (Sent(READER),),
    "told.after": (Sent(DESCRIBES, {"means": "worker", "worker": "=person Pia"}),),
    "told.change": (Sent(READER, {"means": "worker", "worker": "=person Pia"}),),
    "translations.add": (
        Sent("Pia", {"words": "Dzien dobry.", "language": "Polish", "translator": "interpreter"}, hidden=SEALED),
    ),
    "told.done": (Sent("Pia", values={"public_id": "answer"}),),
}  # fmt: skip
