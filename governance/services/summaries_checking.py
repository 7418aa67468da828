"""The disclosure check of a summary: what is found, and what the person who checks did about it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from governance.rules import disclosure
from governance.rules.disclosure import Finding
from governance.rules.settling import Settled, refuse_settling
from governance.rules.summaries import OUT, SummaryState, refuse_checker
from governance.services import summaries, summaries_quoted
from models.summaries import Summary, SummaryCheck
from participation.rules.people import Actor
from participation.rules.refusals import Refusal


def findings(summary: Summary) -> list[Finding]:
    """What is found and not dealt with. Passing and publishing wait for none."""
    facts = summaries.facts_of(summary)
    found = disclosure.findings(facts, summary.since, summary.until, _laid_beside(summary))
    quoted = {quote.said: quote.words for fact in facts for quote in fact.quotes}
    gone = summaries_quoted.gone(quoted.keys())
    gone |= summaries_quoted.reads_otherwise(facts, summaries_quoted.may_read_otherwise(quoted.keys() - gone))
    found += [
        Finding(f"gone {said}", "Words are quoted that are no longer released.", said=said, never_safe=True)
        for said in sorted(gone)
    ]
    settled = {check.finding for check in summary.checks}
    return [one for one in found if one.id not in settled]


def quotes(summary: Summary) -> list[Finding]:
    """The words it prints, each of which may be taken out by whoever would know the child from them."""
    printed = {quote.said: quote.words for fact in summaries.facts_of(summary) for quote in fact.quotes}
    return [Finding(f"quote {said}", f"“{words}”", said=said) for said, words in printed.items()]


def settle(actor: Actor, summary: Summary, finding_id: str, act: Settled, why: str) -> SummaryCheck:
    """Hide the number, take the words out, or say why it is safe. Both versions are composed again at once.

    Raises Refusal when the actor compiled it, when it is not being checked, or when the act does not fit.
    """
    if summary.state is not SummaryState.DISCLOSURE_CHECK:
        raise Refusal("This is only done while the summary is at the disclosure check.")
    refuse_checker(actor, summary.compiled_by_id)
    open_ones = {one.id: one for one in (*quotes(summary), *findings(summary))}
    finding = open_ones.get(finding_id)
    if finding is None:
        raise Refusal(
            "That has been dealt with already. Choose another, or pass the summary on.", field="finding"
        )
    refuse_settling(actor, finding, act, why)
    check = SummaryCheck(
        summary_id=summary.id, finding=finding.id, words=finding.words if finding.name else "", key=finding.key,
        name=finding.name, said=finding.said, act=act, why=why, by_id=actor.user_id, at=now(),
    )  # fmt: skip
    db.session.add(check)
    db.session.flush()
    db.session.refresh(summary, ["checks"])
    summaries.arrange(summary, summaries.facts_of(summary), summary.ordering)
    db.session.flush()
    audit.record("summary.finding_settled", summary, actor=actor, finding=finding.id, act=act, why=why)
    return check


def _laid_beside(summary: Summary) -> list[disclosure.Before]:
    """What readers can lay beside it: what is published for any of the same days. Two queries."""
    query = sa.select(Summary).where(
        Summary.state.in_(OUT), Summary.replaced_at.is_(None), Summary.id != summary.id,
        Summary.since < summary.until, Summary.until > summary.since,
    )  # fmt: skip
    return [
        disclosure.Before(
            f"the summary of {one.body.name}", one.since, one.until, disclosure.people_in(summaries.facts_of(one)),
            one.public_id,
        )
        for one in db.session.scalars(query.options(selectinload(Summary.checks), selectinload(Summary.body)))
    ]  # fmt: skip
