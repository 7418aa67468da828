"""Which line of the schedule each table falls under, and what becomes of a person in it when it is over.

Every table with a person's key or with free text is here or in NOT_ABOUT_ANYBODY; a test walks all tables and says
which is not. A line is one of the schedule (`Kept`) or the first words of one in STAYS. A row that stays points at an
account whose name is gone ("Somebody who left").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from participation.rules.retention import Kept


class Then(StrEnum):
    """What becomes of a person in a table."""

    GOES = "The row is erased"
    BLANK = "What was written, or the name, is blanked"
    NAMELESS = "The row stays, and points at an account without a name"
    NAMED = "The row stays with the name it was done under: money and decisions are open to audit and to everybody"


@dataclass(frozen=True)
class Where:
    """One line of the schedule, what becomes of a person, and the tables."""

    line: Kept | str
    then: Then
    tables: tuple[str, ...]


_MONEY, _VOTES = "Money: ledger, awards, payments", "Votes, without anybody’s name"
_DECIDED, _TRAIL = "Decisions, minutes and published summaries", "The audit trail"
_IDEAS = "Proposals, comments and Deals"
_ROLES = "Who holds a role, checks seen, interests declared"
_WORK = "What a person at work did: themes, answers, holds, the desk’s decisions"
_COUNTS = "Who was heard and services’ figures, as counts"

WHERE: tuple[Where, ...] = (
    Where(Kept.ORDINARY, Then.BLANK, ("sealed_words", "said_media", "how_said", "triage_decisions")),
    Where(Kept.TAKEN_BACK, Then.GOES, (
        "feedback", "taken_back", "told_choices", "translations", "theme_items", "not_in_theme", "tellings",
    )),
    Where(Kept.CONCERN, Then.NAMELESS, ("triage_items", "triage_shut_outs", "triage_follow_ups", "family_references")),
    Where(Kept.AGREEMENT, Then.GOES, ("consents", "media_consents", "young_people", "photo_people")),
    Where(Kept.FILE_OFF, Then.GOES, ("attachments",)),
    Where(Kept.ACCOUNT, Then.BLANK, ("users", "proposals", "proposal_lines", "proposal_quotes", "draft_parts")),
    Where(Kept.CLOSING, Then.GOES, ("account_closings", "letter_choices", "personal_keys", "outbox_messages")),
    Where(Kept.SESSION, Then.GOES, ("sign_ins",)),
    Where(Kept.TALK, Then.NAMELESS, ("panel_posts", "forum_words", "forum_theres")),
    Where(Kept.REQUEST, Then.GOES, ("data_requests",)),
    Where(Kept.INVITATION, Then.GOES, ("panel_invitations",)),
    Where("Answers not sent", Then.GOES, ("feedback_drafts",)),
    Where("Wrong tries at come-back words", Then.GOES, ("come_back_tries", "code_tries", "sign_in_attempts")),
    Where("Notes on forms sent twice", Then.GOES, ("submissions",)),
    Where(_IDEAS, Then.NAMELESS, (
        "advice", "advice_clearer", "advice_replies", "advice_requests", "advice_senses", "co_authors", "comments",
        "deal_agreements", "deal_check_ins", "deal_choices", "deal_faces", "deal_heard", "deal_pairs", "deal_partners",
        "deal_reviews", "deal_thanks", "deal_views", "deals", "draft_saves", "group_advice", "merge_answers", "merges",
        "pack_questions", "packs", "panel_questions", "panel_views", "proposal_events", "proposal_versions",
        "raised_items", "suggestions", "supports", "thanks",
    )),
    Where(_MONEY, Then.NAMELESS, (
        "award_agreements", "award_checks", "award_returns", "award_terms", "organisation_checks", "organisations",
        "payment_requests", "small_sum_limits", "small_sums", "virtual_budgets", "virtual_changes", "virtual_lines",
        "virtual_reviews",
    )),
    Where(_MONEY, Then.NAMED, (
        "allocations", "area_figures", "award_shares", "awards", "closed_months", "dated_thresholds", "funds",
        "held_entries", "ledger_entries", "match_offers", "match_shown", "passed_warnings", "pot_terms", "pots",
        "reconciliation_rows", "reconciliations", "two_people_amounts", "virtual_indicators", "virtual_shortfalls",
    )),
    Where(_VOTES, Then.NAMELESS, ("roll_entries", "vote_batches", "paper_entries")),
    Where(_DECIDED, Then.NAMELESS, (
        "call_ins", "body_attendance", "member_views", "review_assignments", "reviews", "summaries", "summary_checks",
        "summary_comments", "summary_quotes", "summary_sign_offs",
    )),
    Where(_DECIDED, Then.NAMED, (
        "between_meetings", "body_tasks", "body_tasks_handed", "call_in_answers", "decision_areas",
        "decision_minutes", "decisions", "deferrals", "election_periods", "key_decision_rules", "key_notices",
        "round_projects", "summary_files",
    )),
    Where(_TRAIL, Then.NAMED, ("audit_events",)),
    Where(_ROLES, Then.NAMELESS, (
        "memberships", "panel_supports", "vettings", "checked_in_after", "interests", "desk_away", "forum_offs",
        "research_trainings",
    )),
    Where(_WORK, Then.NAMELESS, (
        "answers", "glass_asked", "holds", "listenings", "listening_accounts", "theme_check_requests", "theme_checks",
        "theme_passes", "themes", "pair_done", "pairs", "researches",
    )),
    Where(_COUNTS, Then.NAMELESS, ("population_figures", "reach_plans", "service_measures")),
)  # fmt: skip

# Texts of the product or of the council that are about nobody.
NOT_ABOUT_ANYBODY: frozenset[str] = frozenset({
    "accounts", "areas", "ballots", "bodies", "counted_ballots", "erasures", "forums", "job_runs", "planned_meetings",
    "reach_counts", "reach_shown", "receipts", "round_results", "rounds", "scheduler_leases", "school_terms", "teams",
    "virtual_years", "vote_places",
})  # fmt: skip
