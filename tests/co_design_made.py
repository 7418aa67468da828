"""Ideas being written together and talked about, for tests."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import co_invitations, merging
from commissioning.services import proposals_drafts as drafts
from models.people import Membership, User
from models.proposals import Proposal
from models.triage import TriageItem
from participation.rules.gate import Decision, Letting, Outcome
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.services import gate, triage
from tests.proposals_made import actor, drafted, let_through

NO_CONCERN = "Nothing here worries me about anybody."


def join(proposal: Proposal, by: str, *names: str) -> None:
    """`by` asks each of them, and each says yes."""
    for name in names:
        user = db.session.scalars(sa.select(User).where(User.name == name)).one()
        row = co_invitations.invite(actor(by), proposal, signs_in_as=user.email or user.username or "")
        assert row is not None, f"{name} could not be asked"
        co_invitations.answer(actor(name), row, yes=True)


def talked_about(by: str = "Mei", **changes: Any) -> Proposal:
    """One opened for others to help shape, and let through."""
    proposal = drafted(by, **changes)
    drafts.open_up(actor(by), proposal.public_id)
    return proposal if actor(by).speaks_officially else let_through(proposal)


def waiting_items() -> list[TriageItem]:
    """What waits at the desk, oldest first."""
    query = sa.select(TriageItem).where(TriageItem.decided_at.is_(None)).order_by(TriageItem.id)
    return list(db.session.scalars(query))


def release(words_of: str) -> None:
    """The desk lets these words through, and nothing else that waits."""
    item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == words_of)).one()
    gate.let_through(item)


def desk_reads(letting: Letting = Letting.RELEASE) -> None:
    """Sam reads everything that waits, and lets it through or keeps it."""
    for item in waiting_items():
        decision = Decision(
            Outcome.NO_CONCERN, NO_CONCERN, "", letting, {}, stays=frozenset(triage.marks_of(item))
        )
        triage.decide(actor("Sam"), item.public_id, decision, after=0)


def neighbour(name: str, band: AgeBand = AgeBand.ADULT) -> User:
    """A resident with no seat anywhere."""
    user = User(name=name, username=name.lower().replace(" ", "-"), age_band=band, created_at=now())
    user.memberships.append(
        Membership(role=Role.RESIDENT, scope_kind=ScopeKind.COUNCIL, starts_on=local_date(now()))
    )
    db.session.add(user)
    db.session.flush()
    return user


def two() -> tuple[Proposal, Proposal]:
    """Mei's and Grace's, both being talked about; Cllr Idris writes Grace's too."""
    one = talked_about("Mei")
    other = drafted(
        "Grace", title="Scooter shed", need="Scooters lie about.", lines=[CostLine("A shed", Pence(50_000))],
        group_name="Quay Scooters",
    )  # fmt: skip
    join(other, "Grace", "Cllr Idris")
    drafts.open_up(actor("Grace"), other.public_id)
    return one, other


def joined(one: Proposal, other: Proposal) -> Proposal:
    """What the two became, once everybody who writes either said yes."""
    asked = merging.ask(actor("Mei"), one, other.public_id)
    for name in ("Grace", "Cllr Idris"):
        merging.answer(actor(name), asked, yes=True)
    assert asked.merged is not None
    return asked.merged
