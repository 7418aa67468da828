"""What decisions have to account for: every one made in a period, those that said no as plainly as the rest."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import day
from commissioning.rules.call_in import ANSWER_WORDS, Answer
from commissioning.rules.decisions import Outcome, words_for
from commissioning.rules.pence import short_pounds
from commissioning.services import call_in, delegated, minutes
from models.call_in import CallInAnswer
from models.decisions import Decision
from models.minutes import DecisionMinutes, Deferral
from participation.rules.facts import Brief, Fact, Section
from participation.rules.responses import LONGEST_CHILD_SENTENCE


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each decision made, put off or looked at again, from `since` up to, not including, `until`.

    Four queries.
    """
    query = sa.select(Decision).where(Decision.at >= since, Decision.at < until)
    if team_id is not None:
        query = query.where(Decision.team_id == team_id)
    found = list(db.session.scalars(query.order_by(Decision.year, Decision.serial)))
    kept = minutes.minutes_of([decision.id for decision in found])
    told = [_fact(decision, kept.get(decision.id)) for decision in found]
    put_off = [_put_off(one) for one in delegated.deferred_between(team_id, since, until)]
    return [*told, *put_off, *(_again(*one) for one in call_in.answered_between(team_id, since, until))]


def _fact(decision: Decision, kept: DecisionMinutes | None) -> Fact:
    rejected = decision.outcome is Outcome.REJECTED
    return Fact(
        section=Section.DECISIONS,
        key=f"decision:{decision.public_id}",
        officer=(
            f"{decision.number}, {day(decision.at)}: “{decision.proposal_title}”. "
            f"{words_for(decision.outcome, decision.recommendation)}, "
            f"by {decision.decided_by}. {_sum(decision)}{_voted(kept)} The reasons: {decision.reasons}"
        ),
        child=f"“{decision.proposal_title}”: {_SAID[decision.outcome]} {_sum(decision)}",
        figures={"asked_pence": int(decision.asked_pence), "awarded_pence": int(decision.awarded_pence)},
        not_done=rejected,
        path=f"/decisions/{decision.number}",
        brief=Brief(
            _LEADS[decision.outcome], f"“{decision.proposal_title}” ({_short(decision)}){_why(decision)}"
        ),
    )


def _put_off(deferral: Deferral) -> Fact:
    objected = f" {' and '.join(deferral.objected)} objected." if deferral.objected else ""
    return Fact(
        section=Section.DECISIONS,
        key=f"deferral:{deferral.public_id}",
        officer=(
            f"“{deferral.proposal_title}” asked for {deferral.asked_pence}. It could not be decided between meetings "
            f"and is put off to the next meeting of {deferral.to_body}.{objected} The reasons: {deferral.reasons}"
        ),
        child=f"“{deferral.proposal_title}”: the people deciding did not all agree. A meeting will decide.",
        figures={"asked_pence": int(deferral.asked_pence)},
        not_done=True,
        brief=Brief(
            "Not decided yet, because not everyone agreed. A meeting will decide about:",
            f"“{deferral.proposal_title}” ({short_pounds(deferral.asked_pence)})",
        ),
    )


def _again(answer: CallInAnswer, decision: Decision) -> Fact:
    """A decision that was called in, and what came of it."""
    now_pence = decision.awarded_pence if answer.awarded_pence is None else answer.awarded_pence
    to = (
        ""
        if answer.answer is not Answer.NEW_TERMS
        else f" {now_pence} of the {decision.awarded_pence} is awarded now."
    )
    return Fact(
        section=Section.DECISIONS,
        key=f"call-in:{decision.public_id}",
        officer=(
            f"{decision.number}, “{decision.proposal_title}”, was called in. {ANSWER_WORDS[answer.answer]}{to} "
            f"The reasons: {answer.reasons}"
        ),
        child=f"“{decision.proposal_title}”: {_AGAIN[answer.answer]}{to}",
        figures={"awarded_pence": 0 if answer.answer is Answer.CHANGED else int(now_pence)},
        not_done=answer.answer is Answer.CHANGED,
        path=f"/decisions/{decision.number}",
        brief=Brief("", f"“{decision.proposal_title}”: {_AGAIN[answer.answer]}{to}"),
    )


_AGAIN = {
    Answer.UPHELD: "somebody asked us to look again, and it stays the same.",
    Answer.NEW_TERMS: "somebody asked us to look again, and we changed it.",
    Answer.CHANGED: "somebody asked us to look again, and now it is a no.",
}


def _voted(kept: DecisionMinutes | None) -> str:
    if kept is None:
        return ""
    named = "".join(f" {one['name']} {one['what']}." for one in kept.named)
    return f" Minute {kept.minute}: {kept.votes_for} for, {kept.against} against, {kept.abstained} abstained.{named}"


_SAID = {
    Outcome.ADOPTED: "the council said yes.",
    Outcome.VARIED: "the council said yes, with changes.",
    Outcome.REJECTED: "the council said no.",
}


# What children read above each list of ideas.
_LEADS = {
    Outcome.ADOPTED: "The council said yes to:",
    Outcome.VARIED: "The council said yes, with changes, to:",
    Outcome.REJECTED: "The council said no to:",
}


def _short(decision: Decision) -> str:
    asked, awarded = short_pounds(decision.asked_pence), short_pounds(decision.awarded_pence)
    return asked if decision.outcome is Outcome.REJECTED or asked == awarded else f"{awarded} of {asked}"


def _why(decision: Decision) -> str:
    """Why the council said no, as far as it was put briefly enough for a child to read."""
    why = decision.reasons.partition(". ")[0].rstrip(".")
    if decision.outcome is not Outcome.REJECTED or len(why.split()) > LONGEST_CHILD_SENTENCE:
        return ""
    return f". They say why: {why}"


def _sum(decision: Decision) -> str:
    if decision.outcome is Outcome.REJECTED:
        return f"{decision.asked_pence} was asked for."
    return f"{decision.awarded_pence} of the {decision.asked_pence} asked for."
