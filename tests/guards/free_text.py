"""Every field in which somebody without a seat or a post may write, and what becomes of what they write.

GATED: it goes through the gate, so the safeguarding desk reads it before anybody else does. ELSEWHERE: why it need not,
in words. A field in neither is a fault: whoever adds one says here where its words go.
"""

from __future__ import annotations

_DRAFT = "kept to its writer until it is sent in or shared; then all of it is held (test below)"
_KEY = "looked up and never kept or shown: a code, words to come back with, or how somebody signs in"
_OFFICIAL = "only people with a seat or a post are asked; from anybody else it is not kept"
_WITH_FILE = "kept only with a file, and held with it as proposals_extras.photos shows"
_SIDES = "the lesson of a Deal, held like a check-in by deals._learn; the answer sent here is by an officer"
_SIGNED = "an adult signs with their own name; who it is was checked before the offer was made"

GATED: dict[str, tuple[str, ...]] = {
    "advice.give": ("reasons",),
    "comments.reply": ("words",),
    "comments.say": ("words",),
    "coming_back.add": ("words",),
    "coming_back.correct": ("words",),
    "deals.new": ("title", "about", "group_name"),
    "deals.pair": ("our_text", "our_owner", "your_text", "your_owner"),
    "deals_living.check_in": ("words",),
    "deals_living.kept": ("words",),
    "deals_living.thanks": ("to_whom", "words"),
    "forums.day": ("words",),
    "offline.page": ("words",),
    "packs.ask": ("words",),
    "panel_questions.show": ("reasons",),
    "payments.ask": ("words",),
    "proposals.withdraw": ("reason",),
    "proposals_extras.photos": ("file_words",),
    "proposals_extras.quotes": ("supplier", "file_words"),
    "raised.bring": ("words",),
    "raised.talk": ("words",),
    "requests.ask": ("words", "reach"),
    "research.index": ("question", "why"),
    "research_ideas.show": ("words",),
    "returns.send": ("children_said", "learned"),
    "small_sums_helped.answer": ("words",),
    "suggestions.answer": ("reason",),
    "suggestions.suggest": ("words", "why"),
    "summaries_steps.sign": ("words",),
    "theme_checks.check": ("reason",),
    "with_help.write": ("words", "translation", "note"),
}
ELSEWHERE: dict[str, dict[str, str]] = {
    "about_me.show": {"words": _KEY},
    "awards.accept": {"signed_by": _SIGNED},
    "awards.decline": {"reason": _OFFICIAL},
    "ballots.cast_change": {"change_code": _KEY},
    "ballots.change_again": {"change_code": _KEY},
    "ballots.check_change": {"change_code": _KEY},
    "co_authors.people": {"signs_in_as": _KEY},
    "deals.end": {"learned": _SIDES, "why": _SIDES},
    "deals_owners.answer_for": {"our_owner": "the post that answers; only our side says it, in words of the Deal"},
    "deals_renewing.renew": {"learned": _SIDES},
    "deals_living.check_in": {"file_words": _WITH_FILE},
    "feedback.come_back": {"words": _KEY},
    "feedback.screen": {"answer": "sealed in a draft, and held when it is sent (test below)"},
    "interests.declare": {"words": _OFFICIAL},
    "research_ideas.idea": {"finding": "the id of a finding of one's own, looked up and never kept or shown"},
    "joining.card": {"words": _KEY},
    "offers.agree": {"signed_by": _SIGNED},
    "offers.propose": dict.fromkeys(("conditions", "instalments-what"), "an officer proposes changed terms"),
    "packs.together": {"reasons": "the panel's own joint advice: the worker who keeps the panel types it in"},
    "payments.ask": {"file_words": _WITH_FILE},
    "people.your_words": dict.fromkeys(("old_words", "new_words"), _KEY),
    "proposals_writing.autosave": dict.fromkeys(("title", "need", "who_benefits", "lines-what"), _DRAFT),
    "proposals_writing.part": dict.fromkeys(
        ("title", "need", "who_benefits", "builds_on", "lines-what", "our_part", "your_part", "group_name", "sponsor"),
        _DRAFT,
    ),
    "proposals_writing.start": {"title": _DRAFT},
    "sign_in.enter": dict.fromkeys(("name", "words"), _KEY),
    "small_sums_helped.enter": {"code": _KEY},
    "with_help.write": {"language": "the worker says which language it was"},
    "voting.begin": {"code": _KEY},
    "voting.change_mind": {"change_code": _KEY},
    "voting.check": {"change_code": _KEY},
}  # fmt: skip
