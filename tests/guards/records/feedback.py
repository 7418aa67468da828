"""The records behind the addresses of saying something and hearing back."""

from __future__ import annotations

from tests.guards.behind import Behind, at

RECORDS: dict[str, tuple[Behind, ...]] = {
    "feedback.start": (at("code", name="code"),), "feedback.begin": (at("code", name="code"),),
    "feedback.screen": (at("code", name="code", number="=1"),), "feedback.card": (at("code", name="code"),),
    "feedback.finish": (at("code", name="code"),), "with_help.write": (at("code", name="code"),),
    "with_help.card": (at("code", name="code"),), "offline.page": (at("code", name="code"),),
    "offline.card": (at("code", name="code"),), "paper.pack": (at("listening"),),
    "paper.sheets": (at("listening"),), "paper.enter": (at("listening"),),
    "shared_tablet.ready": (at("code", name="code"),), "shared_tablet.set_out": (at("code", name="code"),),
    "shared_tablet.begin": (at("code", name="code"),), "shared_tablet.put_away": (at("code", name="code"),),
    "told.after": (at("code", name="code"),), "told.own": (at("shown_drawing"),),
    "translations.add": (at("loose"), at("item", set())), "told.shown": (at("shown_drawing"),),
    "told.task": (at("answer"),), "told.done": (at("answer"),),
}  # fmt: skip
