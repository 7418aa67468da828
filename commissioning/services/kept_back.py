"""What the safeguarding desk read and kept: whoever wrote it is told, and nobody else is held up by it.

An idea that was sent in goes back to the people who wrote it. A part of a shared draft says again what it said when it
was last let through, a quote is taken out, a suggestion ends, and the reason for a no can be written again. Nobody but
its writer hears of any of it.
"""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules.proposals import EDITABLE, Action, State
from commissioning.rules.proposals_content import SECTION_FIELDS, Content
from commissioning.rules.proposals_story import NOT_PASSED_ON
from commissioning.services import proposals_choices as choices
from commissioning.services.co_authors import author_ids
from commissioning.services.co_drafts_writing import row_of
from commissioning.services.proposals import move
from models.co_design import DraftSave
from models.proposals import Proposal, ProposalQuote
from models.suggestions import Suggestion
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.services import gate

TITLE = "Something you wrote was not passed on"
TOLD = (
    "Somebody whose job is to keep people safe has read it. Sign in to Our Part to see what you can do now."
)


def is_kept(proposal_id: str) -> bool:
    """Whether the newest words of an idea were read and stay at the desk."""
    return db.session.scalar(gate.kept_ids(WordsKind.PROPOSAL, [proposal_id])) is not None


def _idea(public_id: str) -> None:
    """Give an idea that was sent in back to the people who wrote it; one being talked about they can change anyway."""
    proposal = db.session.scalar(sa.select(Proposal).where(Proposal.public_id == public_id))
    if proposal is None or proposal.state not in {State.SUBMITTED, State.CO_DESIGN}:
        return
    if proposal.state is State.SUBMITTED:
        move(Actor.system(), proposal, Action.KEEP_BACK, reason=NOT_PASSED_ON)
        for save in _kept_parts(proposal):
            _put_back(proposal, save)
    for user_id in sorted(author_ids(proposal)):
        _tell(user_id, f"{public_id}:{proposal.version}", f"/proposals/{public_id}")


def _kept_parts(proposal: Proposal) -> list[DraftSave]:
    kept = DraftSave.public_id.in_(gate.kept_ids(WordsKind.DRAFT))
    return list(db.session.scalars(sa.select(DraftSave).where(DraftSave.proposal_id == proposal.id, kept)))


def _draft(public_id: str) -> None:
    """A part of a shared draft, a quote added to one, or why its authors do not take up a suggestion."""
    save = db.session.scalar(sa.select(DraftSave).where(DraftSave.public_id == public_id))
    if save is not None:
        proposal = db.session.get_one(Proposal, save.proposal_id)
        if proposal.state in EDITABLE:
            _put_back(proposal, save)
            _tell(save.by_id, public_id, f"/proposals/{proposal.public_id}/edit/{save.section}")
        return
    quote = db.session.scalar(sa.select(ProposalQuote).where(ProposalQuote.public_id == public_id))
    if quote is not None:
        _take_out(quote)
    declined = db.session.scalar(
        sa.select(Suggestion).where(Suggestion.public_id == public_id, Suggestion.has_reason)
    )
    if declined is not None and declined.answered_by_id is not None:
        tries = sa.select(sa.func.count()).where(
            TriageItem.kind == WordsKind.DRAFT, TriageItem.words_of == public_id
        )
        about = f"{public_id}:why:{db.session.scalar(tries)}"
        _tell(declined.answered_by_id, about, f"/suggestions/{public_id}")


def _put_back(proposal: Proposal, save: DraftSave) -> None:
    """Let the part say what it said when it was last let through, unless somebody wrote there since."""
    part = row_of(proposal, save.section)
    if part is None or part.number != save.number:
        return
    last = db.session.scalars(
        sa.select(DraftSave)
        .where(
            DraftSave.proposal_id == proposal.id, DraftSave.section == save.section,
            DraftSave.public_id.in_(gate.released_ids(WordsKind.DRAFT)),
        )
        .order_by(DraftSave.number.desc())
    ).first()  # fmt: skip
    content = Content.from_json(last.content) if last else Content()
    for name in SECTION_FIELDS[save.section]:
        _write(proposal, name, content)
    part.number += 1
    part.run_from, part.page, part.at, part.by_official = part.number, "", now(), True
    db.session.flush()


def _write(proposal: Proposal, name: str, content: Content) -> None:
    if name == "areas":
        open_to = choices.areas_open_to(proposal)
        choices.put_areas(proposal, [area.public_id for area in open_to if area.name in content.areas])
    elif name == "outcomes":
        choices.put_outcomes(proposal, content.outcomes)
    elif name == "lines":
        choices.write_lines(proposal, content.lines)
    else:
        setattr(proposal, name, getattr(content, name))


def _take_out(quote: ProposalQuote) -> None:
    proposal = db.session.get_one(Proposal, quote.proposal_id)
    if proposal.state in EDITABLE:
        audit.record("proposal.quote_taken_out", proposal, actor=Actor.system())
        _tell(quote.added_by_id, quote.public_id, f"/proposals/{proposal.public_id}/edit/quotes")
        proposal.quotes.remove(quote)


def _suggestion(public_id: str) -> None:
    found = db.session.scalar(sa.select(Suggestion).where(Suggestion.public_id == public_id))
    if found is not None:
        _tell(found.by_id, public_id, f"/proposals/{found.proposal.public_id}")


def _tell(user_id: int, about: str, path: str) -> None:
    outbox.post(user_id, TITLE, TOLD, dedupe_key=f"kept:{about}:{user_id}", kind=LetterKind.IDEAS, path=path)


gate.KEPT_BY |= {
    WordsKind.PROPOSAL: _idea, WordsKind.DRAFT: _draft, WordsKind.SUGGESTION: _suggestion,
}  # fmt: skip
