"""Erasing who somebody was: name, ways to sign in, letters and what was never sent. What they did stands, nameless."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.attachments import Attachment
from models.co_design import CoAuthor, DraftPart
from models.consents import Consent, YoungPerson
from models.erasures import AccountClosing
from models.jobs import OutboxMessage
from models.notices import LetterChoice, PersonalKey
from models.panels import Invitation
from models.panels import Support as PanelSupport
from models.people import Membership, SignIn, User
from models.proposals import Proposal, ProposalLine, ProposalQuote
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.services.erasers_said import erase_file
from participation.services.forgetting import shred

SOMEBODY = "Somebody who left"


def erase_account(public_id: str) -> bool:
    """Who somebody was: name, ways to sign in, age band, letters, sessions. What they did stands, nameless."""
    user = db.session.scalar(sa.select(User).where(User.public_id == public_id))
    if user is None or user.name == SOMEBODY:
        return False
    user.name, user.about, user.email, user.username = SOMEBODY, "", None, f"gone-{public_id}"
    user.password_hash = user.age_band = user.turns_sealed = None
    user.is_active = False
    for table in (SignIn, AccountClosing, LetterChoice, PersonalKey):
        db.session.execute(sa.delete(table).where(table.user_id == user.id))
    db.session.execute(sa.delete(OutboxMessage).where(OutboxMessage.to_user_id == user.id))
    db.session.execute(sa.delete(Invitation).where(Invitation.user_id == user.id))
    _erase_unsent(user)
    _end_supports(user)
    open_roles = sa.update(Membership).where(Membership.user_id == user.id, Membership.ends_on.is_(None))
    db.session.execute(open_roles.values(ends_on=local_date(now())))
    page = sa.select(YoungPerson.id).where(YoungPerson.user_id == user.id)
    db.session.execute(
        sa.update(Consent)
        .where(Consent.person_id.in_(page), Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now())
    )
    db.session.execute(sa.update(YoungPerson).where(YoungPerson.user_id == user.id).values(called="Somebody"))
    db.session.flush()
    return True


def _erase_unsent(user: User) -> None:
    """The words of ideas that were begun alone and never sent in or shown: nobody else has a part in them."""
    alone = ~sa.exists().where(CoAuthor.proposal_id == Proposal.id)
    unsent = sa.select(Proposal).where(Proposal.proposer_id == user.id, Proposal.version == 0, alone)
    for idea in db.session.scalars(unsent).all():
        files = sa.select(Attachment.public_id).where(Attachment.subject_type == "proposal")
        for file in db.session.scalars(files.where(Attachment.subject_id == idea.public_id)).all():
            erase_file(file)
        quotes = [quote.public_id for quote in idea.quotes]
        shred(sa.and_(TriageItem.kind == WordsKind.DRAFT, TriageItem.words_of.in_([idea.public_id, *quotes])))
        for table in (ProposalLine, ProposalQuote, DraftPart):
            db.session.execute(sa.delete(table).where(table.proposal_id == idea.id))
        blank = sa.update(Proposal).where(Proposal.id == idea.id)
        db.session.execute(blank.values(dict.fromkeys(Proposal.SEALED, "")))
        db.session.expire(idea)


def _end_supports(user: User) -> None:
    """They support nobody on a panel from now on, and nobody supports them."""
    mine = sa.or_(PanelSupport.advisor_id == user.id, PanelSupport.supporter_id == user.id)
    open_ones = sa.update(PanelSupport).where(mine, PanelSupport.ends_on.is_(None))
    db.session.execute(open_ones.values(ends_on=local_date(now())))
