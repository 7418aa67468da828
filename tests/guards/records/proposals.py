"""The records behind the addresses of ideas and those who write and talk about them."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}), at("spare"))
_OWN_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "interests.ask": _IDEA, "interests.declare": _IDEA, "proposals.show": _IDEA,
    "proposals.version": (at("ashas", {"Asha"}, number="=1"), at("spare", number="=1")),
    "proposals_extras.photos": _OWN_IDEA, "proposals_extras.quotes": _OWN_IDEA,
    "proposals_extras.take_out_photo": (at("draft", {"Mei"}, photo_id="photo"), at("draft", set(), photo_id="file")),
    "proposals_extras.take_out_quote": (at("draft", {"Mei"}, quote_id="quote"), at("draft", set(), quote_id="draft")),
    "proposals.compare": _IDEA, "what_works.show": (at("=baby-bank", name="slug"),),
    "proposals.withdraw": _OWN_IDEA, "proposals_again.begin": (at("lost_idea", {"Mei"}), *_OWN_IDEA),
    "proposals_writing.tasks": _IDEA, "proposals_writing.check": _OWN_IDEA,
    "proposals_writing.part": tuple(at(b.values["public_id"], b.finds, section="=idea") for b in _OWN_IDEA),
    "proposals_writing.autosave": _OWN_IDEA,
    "co_authors.people": (at("shared", {"Mei", "Grace"}), at("ashas", {"Asha"}), at("talked", {"Mei"})),
    "co_authors.invitation": (at("shared", {"Cllr Idris", "Grace"}), at("draft", set())),
    "co_authors.leave": (at("shared", {"Mei", "Grace"}),), "co_authors.open_up": _OWN_IDEA,
    "suggestions.suggest": (at("talked", part="=need"), at("draft", set(), part="=need")),
    "suggestions.answer": (at("suggestion", {"Mei"}),), "comments.support": (at("talked"), at("draft", set())),
    "comments.talk": (at("talked"), at("draft", set())), "comments.say": (at("talked"), at("draft", set())),
    "comments.reply": (at("talked", {"Mei"}, comment_id="question"),),
    "comments.moderate": (at("to_moderate"), at("ashas_comment", set())),
    "merging.ask": (at("talked", {"Mei"}), at("shared", set())),
    "merging.answer": (at("merge", {"Mei", "Grace"}),),
}  # fmt: skip
