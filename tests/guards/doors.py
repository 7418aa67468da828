"""Who comes through each door, which made record stands behind each address, and a browser for everybody.

DOORS says by name who comes through each door, apart from the app's own policy, so a change of that policy is read
here too. RECORDS says which made record stands behind each address and who finds it there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import stamp_of
from app.demo.people import CAST
from tests.inspector import Inspector
from tests.sweep_place import Ids

NOBODY = "nobody signed in"
EVERYONE = frozenset({person.name for person in CAST} | {NOBODY})
SOUTH = {"Asha", "Tomos", "Grace", "Cllr Idris", "Mei"}
TEAMS = SOUTH | {"Erin"}
OFFICERS = {"Carol", "Farid", "Noor", "Kwame"}

DOORS: dict[str, set[str]] = {
    "BE_SIGNED_IN": set(EVERYONE) - {NOBODY},
    "SEE_POTS": TEAMS | OFFICERS | {"Olu"},
    "RUN_POTS": {"Farid"},
    "KEEP_MATCH": {"Farid", "Carol"},
    "READ_BOOKS": OFFICERS | {"Olu"},
    "CONFIRM_MONEY": {"Farid", "Carol", "Noor"},
    "PROPOSE": TEAMS | {"Ben", "Dev"},
    "READ_PROPOSALS": TEAMS | OFFICERS | {"Ben", "Dev", "Pia", "Olu"},
    "TALK_ABOUT_PROPOSALS": TEAMS | {"Ben", "Dev", "Carol"},
    "MODERATE": {"Pia"},
    "ADVISE": {"Asha", "Tomos"},
    "READ_PACKS": {"Asha", "Tomos", "Leah", "Pia", "Carol", "Noor"},
    "WRITE_PACKS": {"Carol"},
    "WRITE_TOGETHER": {"Asha", "Tomos", "Pia"},
    "ASK_ADVICE": {"Grace", "Erin", "Carol", "Noor"},
    "REVIEW_PROPOSALS": {"Carol"},
    "RUN_ROUNDS": {"Grace", "Erin", "Carol"},
    "VOTE": TEAMS | {"Ben"},
    "HELP_VOTE": {"Grace", "Erin", "Carol", "Pia"},
    "DECIDE": {"Noor"},
    "DECLARE_INTEREST": TEAMS | {"Noor", "Carol"},
    "SIGN_AWARDS": TEAMS - {"Asha", "Tomos"} | {"Ben", "Dev", "Carol"},
    "MAKE_OFFERS": {"Carol"},
    "SEE_TO_PAYMENTS": {"Carol", "Noor", "Farid"},
    "SAY_AS_MEMBER": {"Grace", "Cllr Idris", "Mei", "Erin", "Carol"},
    "CALL_IN": {"Grace", "Cllr Idris", "Mei", "Erin"},
    "KEEP_KEY_RULES": {"Kwame"},
    "KEEP_CONDITIONS": {"Kwame", "Carol"},
    "SEE_ORGANISATIONS": {"Carol", "Farid", "Noor", "Olu"},
    "KEEP_ORGANISATIONS": {"Carol", "Farid"},
    "SEE_SMALL_SUMS": {"Nia", "Hugh", "Farid", "Carol", "Olu"},
    "ASK_SMALL_SUMS": {"Nia", "Hugh"},
    "DECIDE_SMALL_SUMS": {"Hugh"},
    "RUN_VIRTUAL_BUDGETS": {"Carol", "Farid"},
    "KEEP_OWN_LINE": {"Una", "Farid", "Carol"},
    "MAKE_DEALS": TEAMS | {"Pia", "Carol", "Rhona", "Noor", "Bethan"},
    "CHECK_IN_DEALS": TEAMS | {"Carol", "Rhona", "Noor", "Bethan"},
    "CHOOSE_YOUR_PART": TEAMS,
    "LINK_DEALS": {"Pia", "Carol", "Rhona", "Noor", "Bethan"},
    "TAKE_PART": {"Bethan"},
    "HOLD_DEAL_SESSIONS": {"Pia", "Grace", "Erin", "Bethan"},
    "ANSWER_REQUESTS": {"Orla", "Sam", "Joy"},
    "SEE_RETENTION": {"Orla", "Sam", "Joy", "Olu"},
    "PLACE_HOLDS": {"Orla", "Sam", "Joy"},
    "KEEP_CONSENTS": {"Pia"},
    "SET_UP_LISTENING": {"Pia"},
    "KEEP_SAFE": {"Sam", "Joy"},
    "KEEP_ROTA": {"Sam", "Joy"},
    "BREAK_GLASS": {"Ada"},
    "WATCH_GLASS": {"Sam", "Joy", "Olu", "Orla"},
    "THEME_FEEDBACK": {"Pia"},
    "GIVE_COUNTS": {"Carol", "Pia"},
    "CHECK_THEMES": {"Asha", "Tomos"},
    "KEEP_PAIRS": {"Pia", "Carol"},
    "SEE_SHOWN": {"Pia", "Rhona"},
    "ANSWER": {"Rhona"},
    "READ_DRAFTS": {"Kwame", "Carol", "Noor", "Olu", "Pia", "Sam", "Joy"},
    "ANSWER_FOR_BODIES": {"Kwame", "Carol", "Noor", "Rhona"},
    "CLERK": {"Kwame"},
    "CHECK_SUMMARIES": {"Pia", "Sam", "Joy"},
    "SIGN_SUMMARIES": {"Asha", "Tomos"},
    "SEND_BACK": {"Kwame", "Carol", "Noor", "Pia", "Sam", "Joy"},
    "APPROVE_SUMMARIES": {"Carol", "Noor"},
    "CHECK_TRAIL": {"Olu"},
    "SEE_LETTERS": {"Ada"},
    "RUN_PEOPLE": {"Ada", "Pia"},
    "SEE_PANEL": {"Asha", "Tomos", "Leah", "Pia"},
    "RUN_PANEL": {"Pia"},
    "KEEP_CHECKS": {"Ada", "Pia"},
}
POT_READERS = SOUTH | OFFICERS | {"Olu"}
DEAL_HELPERS = {"Pia", "Carol", "Rhona", "Noor"}


@dataclass(frozen=True)
class Behind:
    """A made record behind an address, and who of those through the door finds it (None: all of them)."""

    finds: set[str] | None = None
    values: dict[str, str] = field(default_factory=dict)


def at(key: str, finds: set[str] | None = None, name: str = "public_id", **more: str) -> Behind:
    """The record called `key` in the furnished place; `more` are other variables (a leading = means literally)."""
    return Behind(finds, {name: key, **more})


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
_DEALS = (at("deal"), at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
_CHANGE_DEAL = (at("young_deal", SOUTH | DEAL_HELPERS), at("deal", SOUTH | DEAL_HELPERS))
_PAIR = (
    at("young_deal", SOUTH | DEAL_HELPERS, pair_id="young_pair"),
    at("young_deal", set(), pair_id="pair"),
)
_LIVED_PAIR = (at("deal", SOUTH | DEAL_HELPERS, pair_id="pair"), at("school_deal", pair_id="school_pair"))
_NEW_PAIR = (at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
_POT = (at("pot", POT_READERS), at("north_pot", POT_READERS - SOUTH | {"Erin"}))
_MATCH = (at("pot", offer_id="match_offer"), at("north_pot", set(), offer_id="match_offer"))
_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}), at("spare"))
_OWN_IDEA = (at("draft", {"Mei"}), at("erins_draft", {"Erin"}), at("ashas", {"Asha"}))
_PERSON = (at("person Tomos"), at("person Grace", {"Ada"}))
_REQUEST = (at("data_request"),)
_YOUNG = (at("young_person"),)
_TO_ADVISE = (at("spare"), at("draft", set()))
_FORUM = (at("forum"), at("panel", set()))
_FORUM_DAY = (
    at("forum", on="forum_day"),
    at("forum", set(), on="=2026-13-01"),
    at("panel", set(), on="forum_day"),
)
_PANEL = (at("panel"), at("team", set()))
_PACK = (at("pack"), at("theme", set()))
_OFFER, _AWARD, _TO_OFFER = (at("offer"),), (at("award"),), (at("to_offer"),)
INSIDE_AWARD = {"Mei", "Dev", "Carol", "Farid", "Noor", "Olu"}
_PAYMENT = (at("award", INSIDE_AWARD, payment_id="payment"), at("offer", set(), payment_id="payment"))
_PAYMENT_STAFF = (at("award", payment_id="payment"), at("offer", set(), payment_id="payment"))
_SUMMARY = (at("summary"),)
_BUDGET = (at("virtual_budget"),)
_ITS_LINE = (
    at("virtual_asked", {"Una"}, line_id="virtual_asked_line"),
    at("virtual_budget", {"Una"}, line_id="virtual_line"),
    at("virtual_budget", {"Farid"}, line_id="virtual_council_line"),
    at("virtual_asked", set(), line_id="virtual_line"),
)
_SMALL_SUM = (at("small_sum"), at("small_sum_of_hugh", {"Hugh", "Farid", "Carol", "Olu"}))
_ORGANISATION = (at("organisation"),)
_STOP = (
    at("stop_key", name="key", kind="=summaries"),
    at("stop_key", set(), name="key", kind="=safeguarding"),
)

RECORDS: dict[str, tuple[Behind, ...]] = {
    "attachments.show": (at("file", POT_READERS), at("held_file", set())),
    "awards.show": _AWARD, "awards.ask_accept": _OFFER, "awards.accept": _OFFER, "awards.ask_decline": _OFFER,
    "awards.decline": _OFFER, "awards.ask_area": _OFFER, "awards.decline_share": _OFFER, "awards.finish": _AWARD,
    "awards.ask_stop": _AWARD, "awards.stop": _AWARD, "awards.ask_give_back": _AWARD, "awards.give_back": _AWARD,
    "notices.show": (at("notice", {"Kwame"}),), "notices.read": (at("notice", {"Kwame"}),),
    "notices.read_alike": (at("notice", {"Kwame"}),),
    "notices.ask_stop": _STOP, "notices.stop": _STOP, "notices.try_again": (at("refused_letter"), at("notice", set())),
    "offers.ask": _TO_OFFER, "offers.make": _TO_OFFER, "offers.ask_change": _AWARD, "offers.propose": _AWARD,
    "offers.agree": (at("changing", terms_id="new_terms"), at("award", set(), terms_id="new_terms")),
    "payments.new": _AWARD, "payments.ask": _AWARD, "payments.show": _PAYMENT, "payments.approve": _PAYMENT_STAFF,
    "payments.release": _PAYMENT_STAFF, "payments.send_back": _PAYMENT_STAFF,
    "returns.new": _AWARD, "returns.send": _AWARD,
    "returns.show": (at("award", INSIDE_AWARD, report_id="report"), at("offer", set(), report_id="report")),
    "returns.read": (at("award", report_id="report"),),
    "delegated.ask": (at("undecided", SOUTH | {"Carol"}), at("spare", set())),
    "delegated.say": (at("undecided", SOUTH | {"Carol"}), at("spare", set())),
    "public_money.ask_checks": _ORGANISATION, "public_money.record_checks": _ORGANISATION,
    "ballots.show": _OPEN_ROUND, "ballots.read_back": _OPEN_ROUND, "ballots.change": _OPEN_ROUND,
    "ballots.cast": _OPEN_ROUND, "ballots.back": _OPEN_ROUND, "ballots.receipt": _OPEN_ROUND,
    "ballots.change_mind": _OPEN_ROUND, "ballots.check_change": _OPEN_ROUND, "ballots.change_again": _OPEN_ROUND,
    "ballots.cast_change": _OPEN_ROUND,
    "calendars.mine": (at("calendar_key", name="key"), at("=nobodys", set(), name="key")),
    "calendars.body": (at("body"),),
    "elections.lift": (at("election"),), "meetings.plan": (at("body"),), "meetings.change": (at("to_come"),),
    "meetings.call_off": (at("to_come"),),
    "bodies.quorum": (at("body"),), "bodies.owed": (at("owed"),),
    "bodies.show": (at("body"),), "bodies.meeting": (at("body"),), "bodies.schedule": (at("body"),),
    "deals.show": _DEALS, "deals.poster": _DEALS, "deals.offer": _CHANGE_DEAL, "deals.agree": _CHANGE_DEAL,
    "deals.end": _CHANGE_DEAL,
    "deals.step": (at("deal", SOUTH | DEAL_HELPERS, step="=begin"),), "deals.pair": (*_PAIR, *_NEW_PAIR),
    "deals.drop": _PAIR, "deals.versions": _DEALS, "deals_class.show": _DEALS,
    "deals_living.check_in": _LIVED_PAIR, "deals_living.kept": _LIVED_PAIR, "deals_living.thanks": _CHANGE_DEAL,
    "deals_living.ask": (at("deal", SOUTH | DEAL_HELPERS, what="=open"),),
    "deals_living.choose": (at("deal", SOUTH), at("school_deal")), "deals_living.heard": _CHANGE_DEAL,
    "deals_living.partner": (at("deal", DEAL_HELPERS, pair_id="pair"), at("deal", set(), pair_id="young_pair")),
    "deals_living.part": (at("deal", asked_id="asked_part"), at("school_deal", set(), asked_id="asked_part")),
    "deals_class.agree": (at("class_deal"), at("deal", {"Pia", "Grace"})),
    "deals_class.choose": (at("school_deal"), at("deal", {"Pia", "Grace"})),
    "deals_class.faces": (at("school_deal", pair_id="school_pair"), at("deal", {"Pia", "Grace"}, pair_id="pair")),
    "decisions.show": (at("decision", name="number"),),
    "decisions.consider": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "decisions.defer": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "decisions.decide": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "call_in.call": (at("can_be_called_in", name="number"),), "call_in.answer": (at("called_in", name="number"),),
    "call_in.give_notice": (at("undecided", name="proposal_id"), at("spare", set(), name="proposal_id")),
    "demo.someone": (Behind(set()),), "demo.be": (at("person Asha", set()),),
    "feedback.start": (at("code", name="code"),), "feedback.begin": (at("code", name="code"),),
    "feedback.screen": (at("code", name="code", number="=1"),), "feedback.card": (at("code", name="code"),),
    "feedback.finish": (at("code", name="code"),),
    "with_help.write": (at("code", name="code"),), "with_help.card": (at("code", name="code"),),
    "offline.page": (at("code", name="code"),), "offline.card": (at("code", name="code"),),
    "paper.pack": (at("listening"),), "paper.sheets": (at("listening"),), "paper.enter": (at("listening"),),
    "shared_tablet.ready": (at("code", name="code"),), "shared_tablet.set_out": (at("code", name="code"),),
    "shared_tablet.begin": (at("code", name="code"),), "shared_tablet.put_away": (at("code", name="code"),),
    "gallery.show": (at("=words", name="name"),), "gallery.error": (at("=404", name="name"),),
    "interests.ask": _IDEA, "interests.declare": _IDEA,
    "ledger.statement": _POT, "ledger.statement_csv": _POT,
    "ledger.choose_put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "ledger.put_right": (at("pot", entry_id="entry"), at("north_pot", set(), entry_id="entry")),
    "months.ask_close": (at("=2026-12", name="month"), at("=2026-13", set(), name="month")),
    "months.close": (at("=2026-12", name="month"), at("=2026-13", set(), name="month")),
    "reconciliations.show": (at("comparison"),),
    "reconciliations.ask_explain": (at("comparison", line_id="difference"),),
    "reconciliations.explain": (at("comparison", line_id="difference"),),
    "two_people.show": (at("held"),), "two_people.confirm": (at("held"),), "two_people.refuse": (at("held"),),
    "two_people.withdraw": (at("held"),),
    "accounts.show": (at("listening"),), "accounts.asked_again": (at("finished"),),
    "reach.about": (at("code", name="code"),),
    "listening.show": (at("listening"),), "listening.poster": (at("listening"),), "listening.close": (at("listening"),),
    "polling.index": _PLACES, "polling.make": _MINE_TO_RUN, "polling.read": _PLACES, "polling.type_in": _PLACES,
    "polling.ask_stop": _BATCH, "polling.stop": _BATCH,
    "polling.take_back": (at("new_round", {"Grace", "Carol"}, batch_id="new_batch"),),
    "polling.set_out": (at("open", {"Grace", "Carol", "Pia"}, batch_id="tablet_batch"),),
    "requests.show": _REQUEST, "requests.acknowledge": _REQUEST, "requests.longer": _REQUEST,
    "requests.wish": _REQUEST, "requests.decide": _REQUEST, "retention.end": (at("hold", {"Sam", "Joy"}),),
    "consents.show": _YOUNG, "consents.record": _YOUNG, "consents.take_back": _YOUNG, "consents.photo": _YOUNG,
    "consents.words": _YOUNG,
    "panels.show": _PANEL, "panels.invite": _PANEL,
    "panels.person": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "panels.name_supporter": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "forums.new": _PANEL, "thanks.index": _PANEL, "thanks.check_in": _PANEL, "forums.show": _FORUM,
    "forums.dates": _FORUM,
    "forums.end": _FORUM, "forums.day": _FORUM_DAY, "forums.there": _FORUM_DAY, "forums.call_off": _FORUM_DAY,
    "thanks.given": (at("panel", thanks_id="thanks"), at("panel", set(), thanks_id="team")),
    "panel_questions.index": _PANEL, "panel_questions.write": _PANEL,
    "panel_questions.show": (at("asked_panel"), at("panel", set())),
    "panel_questions.answer": (at("asked_panel"), at("panel", set())),
    "raised.bring": _PANEL, "raised.talk": _PANEL, "raised.answer": (at("raised"), at("panel", set())),
    "checks.note": (at("person Leah", name="person_id"), at("person Grace", set(), name="person_id")),
    "people.show": _PERSON, "people.words": _PERSON, "people.sign_out": _PERSON, "people.end": _PERSON,
    "organisations.show": _ORGANISATION, "organisations.edit": _ORGANISATION, "organisations.change": _ORGANISATION,
    "organisations.check_bank": _ORGANISATION, "organisations.add_person": _ORGANISATION,
    "organisations.close": _ORGANISATION,
    "pots_terms.ask_rules": _POT, "pots_terms.set_rules": _POT, "pots_terms.make_next_year": _POT,
    "pots_terms.ask_fund": (at("fund"),), "pots_terms.describe_fund": (at("fund"),),
    "allocations.ask": _POT, "allocations.apply": _POT,
    "allocations.ask_figures": (at("area"),), "allocations.record_figures": (at("area"),),
    "match.show": _POT, "match.ask_offer": _POT, "match.offer": _POT, "match.ask_came": _MATCH, "match.came": _MATCH,
    "match.ask_take_back": _MATCH, "match.take_back": _MATCH,
    "pots.story": (at("pot"), at("draft_pot", set())), "pots.show": (*_POT, at("draft_pot", POT_READERS)),
    "pots.add": _POT, "pots.add_money": _POT, "pots.choose_change": _POT, "pots.change": _POT,
    "proposals.show": _IDEA, "proposals.version": (at("ashas", {"Asha"}, number="=1"), at("spare", number="=1")),
    "proposals_extras.photos": _OWN_IDEA, "proposals_extras.quotes": _OWN_IDEA,
    "proposals_extras.take_out_photo": (at("draft", {"Mei"}, photo_id="photo"), at("draft", set(), photo_id="file")),
    "proposals_extras.take_out_quote": (at("draft", {"Mei"}, quote_id="quote"), at("draft", set(), quote_id="draft")),
    "proposals.compare": _IDEA, "what_works.show": (at("=baby-bank", name="slug"),),
    "proposals.withdraw": _OWN_IDEA, "proposals_writing.tasks": _IDEA, "proposals_writing.check": _OWN_IDEA,
    "proposals_writing.part": tuple(at(b.values["public_id"], b.finds, section="=idea") for b in _OWN_IDEA),
    "proposals_writing.autosave": _OWN_IDEA,
    "responses.pass_on": _PACK, "responses.poster": (at("answer"),),
    "responses.show": _PACK, "responses.acknowledge": _PACK, "responses.answer": _PACK,
    "results.show": (at("counted"), at("new_round", {"Grace", "Carol"})),
    "results.bundle": (at("counted"), at("new_round", set())),
    "results.count": (at("counted", {"Grace", "Carol"}), at("new_round", {"Grace", "Carol"})),
    "co_authors.people": (at("shared", {"Mei", "Grace"}), at("ashas", {"Asha"}), at("talked", {"Mei"})),
    "co_authors.invitation": (at("shared", {"Cllr Idris"}), at("draft", set())),
    "co_authors.leave": (at("shared", {"Mei", "Grace"}),), "co_authors.open_up": _OWN_IDEA,
    "suggestions.suggest": (at("talked", part="=need"), at("draft", set(), part="=need")),
    "suggestions.answer": (at("suggestion", {"Mei"}),),
    "comments.support": (at("talked"), at("draft", set())), "comments.talk": (at("talked"), at("draft", set())),
    "comments.reply": (at("talked", {"Mei"}, comment_id="question"),),
    "comments.moderate": (at("to_moderate"), at("ashas_comment", set())),
    "merging.ask": (at("talked", {"Mei"}), at("shared", set())), "merging.answer": (at("merge", {"Mei", "Grace"}),),
    "advice.give": (at("spare"), at("talked", set()), at("ashas", set())),
    "advice.ask": (at("spare"), at("draft", set())),
    "packs.show": _TO_ADVISE, "packs.ask": _TO_ADVISE, "packs.leave_out": _TO_ADVISE, "packs.together": _TO_ADVISE,
    "packs.write": (at("spare"), at("draft", set())), "packs.answer": (at("pack_question"), at("spare", set())),
    "advice_answers.show": (at("advised", {"Asha"}, name="number"), at("decision", set(), name="number")),
    "advice_answers.again": (at("advised", name="number"), at("decision", set(), name="number")),
    "reviews.assign": (at("waiting"), at("ashas", set())),
    "reviews.review": (at("waiting"), at("ashas", set()), at("draft", set())),
    "rounds_rules.edit": _MINE_TO_RUN, "rounds_rules.save": _MINE_TO_RUN,
    "rounds.show": _OPEN_ROUND, "rounds.edit": _MINE_TO_RUN, "rounds.save": _MINE_TO_RUN,
    "rounds.check": _MINE_TO_RUN, "rounds.open_voting": _MINE_TO_RUN,
    "small_sums.show": _SMALL_SUM, "small_sums.buying": _SMALL_SUM, "small_sums.bought": _SMALL_SUM,
    "small_sums.give_up": _SMALL_SUM, "small_sums.decide": _SMALL_SUM, "small_sums.check": _SMALL_SUM,
    "small_sums_helped.ask": (at("family_code", name="code"), at("small_sum_asked", set(), name="code")),
    "small_sums_helped.answer": (at("family_code", name="code"), at("small_sum_asked", set(), name="code")),
    "summaries.show": (at("published"), at("summary", set())),
    "summaries.for_children": (at("published"), at("summary", set())),
    "summaries.versions": (at("published"), at("summary", set())),
    "summaries.file": (at("published", kind="=pdf"), at("summary", set(), kind="=pdf")),
    "summaries.draft": _SUMMARY, "summaries.introduce": _SUMMARY, "summaries.comment": _SUMMARY,
    "summaries.send_back": _SUMMARY, "summaries.note": _SUMMARY, "summaries.earlier": _SUMMARY,
    **{
        f"summaries_steps.{name}": _SUMMARY
        for name in ("take_up", "send", "check", "send_on", "approve", "present", "minute", "owe", "publish", "track",
                     "archive", "settle")
    },
    "summaries_steps.sign": (at("to_sign"), at("summary", set())),
    "summaries_steps.answer": (at("to_sign", sign_id="sign_off"),),
    "themes.show": (at("theme"),), "themes.send": (at("theme"),),
    "themes.take_out": (at("theme", feedback_id="themed"),), "themes.differs": (at("theme", feedback_id="themed"),),
    "themes.change": (at("theme"),), "themes.tell": (at("answered"),),
    "research.index": (at("panel", {"Asha", "Tomos"}), at("team", set())),
    "research.trained": (at("panel", person_id="person Asha"), at("panel", set(), person_id="person Grace")),
    "research.set_up": (at("research_waiting"), at("research", set())),
    "research_ideas.show": (at("research", {"Asha"}), at("panel", set())),
    "research_ideas.idea": (at("research", {"Asha"}), at("panel", set())),
    "pairs.retire": (at("i_we_pair"),), "pairs.done": (at("i_we_pair"),),
    "told.after": (at("code", name="code"),), "told.own": (at("shown_drawing"),),
    "translations.add": (at("loose"), at("item", set())), "triage.take_out": (at("let_out"),),
    "told.shown": (at("shown_drawing"),), "told.task": (at("answer"),), "told.done": (at("answer"),),
    "theme_checks.check": (at("asked_theme"), at("empty_theme", set())), "theme_checks.ask": (at("unasked_theme"),),
    "virtual_budgets.show": (*_BUDGET, at("virtual_asked", {"Una", "Farid", "Carol", "Noor", "Olu"})),
    "virtual_budgets.ask": (at("virtual_asked"),), "virtual_budgets.ask_partner": (at("virtual_asked"),),
    "virtual_budgets.sign": _BUDGET, "virtual_budgets.add_sign": _BUDGET, "virtual_budgets.agree": _BUDGET,
    "virtual_budgets.start": _BUDGET, "virtual_budgets.reviewing": _BUDGET, "virtual_budgets.review": _BUDGET,
    "virtual_budgets.follow": _BUDGET,
    "virtual_lines.pledging": _ITS_LINE, "virtual_lines.pledge": _ITS_LINE, "virtual_lines.changing": _ITS_LINE,
    "virtual_lines.change": _ITS_LINE,
    "virtual_lines.settling": (
        at("virtual_budget", shortfall_id="shortfall"), at("virtual_asked", set(), shortfall_id="shortfall"),
    ),
    "virtual_lines.settle": (at("virtual_budget", shortfall_id="shortfall"),),
    "triage.closed": (at("item"),), "triage.read": (at("item"),), "triage.decide": (at("item"),),
    "triage.shut_out": (at("item"),), "triage.file": (at("item_with_file"), at("item", set())),
    "triage.follow_up": (at("referred"),), "desk_rota.take_back": (at("away"),),
    "glass.read": (at("glass_open"),), "glass.answer": (at("glass_asked"),),
}  # fmt: skip
# Pages that exist in development or in the demo only, and files; each has tests of its own.
ELSEWHERE = {"static"}


@dataclass
class Sweep:
    """The furnished app with a browser for each member of the cast, and one for nobody."""

    app: Flask
    ids: Ids
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in EVERYONE:
            browser = Inspector(self.app)
            with self.app.app_context():
                if name != NOBODY:
                    browser.sign_in_as(self.ids[f"person {name}"])
                self.tokens[name] = browser.csrf()
            cookie = browser.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
            self.cookies[name] = f"{cookie.key}={cookie.value}" if cookie else ""

    def rules(self) -> list[Rule]:
        """Every address but files."""
        return [rule for rule in self.app.url_map.iter_rules() if rule.endpoint not in ELSEWHERE]

    def ask(self, who: str, method: str, path: str) -> tuple[int, str]:
        """The status, and where it leads."""
        answer = self.answer(who, method, path)
        return answer.status_code, answer.location or ""

    def answer(self, who: str, method: str, path: str) -> TestResponse:
        """The whole answer to one request. The same cookie is sent each time, so no page can sign anybody out here."""
        sent = {"data": {"csrf_token": self.tokens[who]}} if method == "POST" else {}
        with self.app.app_context():
            browser = self.app.test_client(use_cookies=False)
            return browser.open(path, method=method, headers={"Cookie": self.cookies[who]}, **sent)

    def door(self, rule: Rule) -> frozenset[str]:
        """Who comes through, by name."""
        stamp = stamp_of(self.app.view_functions[rule.endpoint])
        return EVERYONE if stamp == "public" else frozenset(DOORS[stamp.name])  # type: ignore[union-attr]

    def path(self, rule: Rule, behind: Behind, **instead: str) -> str:
        """The address of a made record."""
        values = {
            k: v[1:] if v.startswith("=") else self.ids[v]
            for k, v in behind.values.items()
            if k in rule.arguments
        }
        return filled(rule, {**values, **instead})


def behind_of(rule: Rule) -> list[Behind]:
    """The records of the table that have all of the address's variables; an address without any has one, empty."""
    variables = rule.arguments - set(rule.defaults or ())
    found = RECORDS.get(rule.endpoint, () if variables else (Behind(),))
    return [behind for behind in found if set(behind.values) == variables]


def filled(rule: Rule, values: dict[str, str]) -> str:
    """The rule's address with these variables, each quoted as a browser would (the app's own builder is not asked)."""
    return "".join(
        quote(values[part], safe="") if dynamic else part for dynamic, part in rule._trace if part != "|"
    )
