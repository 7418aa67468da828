"""Thank-yous: asked for by the worker, agreed by a second person who sees no name, then given; and how they are."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.ages import age_of
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import thanks as rules
from commissioning.rules.thanks import ASKED_AS, Feeling, Thank
from commissioning.rules.two_people import HeldState
from commissioning.services import two_people
from commissioning.services.two_people import Wanted
from models.ledger import LedgerEntry
from models.places import Team
from models.thanks import CheckedIn, Thanks
from models.two_people import Held
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import forums, panels

KIND = "thank_you"


def ask(actor: Actor, team: Team, person_id: str, thank: Thank) -> Thanks:
    """Ask for one; it waits for a second person, who reads what it is for and not whom."""
    member = panels.get_member(team, person_id)
    age = age_of(member.user)
    terms = forums.terms_now()
    in_term = not terms or any(term.starts_on <= thank.on <= term.ends_on for term in terms)
    rules.check(thank, age.band if age else None, local_date(now()), in_term=in_term)
    made = Thanks(
        team_id=team.id, user_id=member.user.id, way=thank.way, amount_pence=thank.amount, what_for=thank.what_for,
        on=thank.on,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    words = ASKED_AS[thank.way].format(thank.amount)
    wanted = Wanted(
        KIND, thank.amount, words, thank.what_for, f"thanks:{made.public_id}", {"thanks": made.public_id}
    )
    made.held_id = two_people.propose(actor, wanted).id
    audit.record("thanks.asked", made, actor=actor, pence=int(thank.amount))
    return made


@two_people.carries_out(KIND)
def agreed(proposer: Actor, second: Actor, held: Held) -> LedgerEntry | None:
    """A second person agreed. The voucher or fare is bought outside these books, so no pot moves."""
    made = db.session.scalars(sa.select(Thanks).where(Thanks.public_id == held.payload["thanks"])).one()
    audit.record("thanks.agreed", made, actor=second, asked_by=proposer.public_id)
    return None


def of_panel(team: Team) -> list[Thanks]:
    """Every one of the panel, newest first."""
    return _found(Thanks.team_id == team.id)


def of_person(actor: Actor) -> list[Thanks]:
    """One's own that were agreed."""
    return [
        one
        for one in _found(Thanks.user_id == actor.user_id)
        if one.held and one.held.state is HeldState.CONFIRMED
    ]


def give(actor: Actor, team: Team, public_id: str) -> None:
    """It was given today; raises Refusal before a second person agreed, and NotFound for another panel's."""
    found = next((one for one in of_panel(team) if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    if found.held is None or found.held.state is not HeldState.CONFIRMED:
        raise Refusal("A second person has not agreed to this yet.")
    if found.given_on is not None:
        raise Refusal("This was given already.")
    found.given_on = local_date(now())
    audit.record("thanks.given", found, actor=actor)


def check_in(actor: Actor, team: Team, person_id: str, feeling: Feeling) -> CheckedIn:
    """Note how somebody is after taking part, without a word of what they said."""
    member = panels.get_member(team, person_id)
    made = CheckedIn(team_id=team.id, user_id=member.user.id, feeling=feeling, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    audit.record("panel.checked_in_after", member.user, actor=actor)
    return made


def last_check_ins(team: Team) -> Sequence[CheckedIn]:
    """The newest of each member. One query."""
    newest = (
        sa.select(sa.func.max(CheckedIn.id)).where(CheckedIn.team_id == team.id).group_by(CheckedIn.user_id)
    )
    query = sa.select(CheckedIn).where(CheckedIn.id.in_(newest)).options(joinedload(CheckedIn.user))
    return list(db.session.scalars(query.order_by(CheckedIn.at.desc())))


def _found(condition: sa.ColumnElement[bool]) -> list[Thanks]:
    query = sa.select(Thanks).where(condition).options(joinedload(Thanks.held), joinedload(Thanks.user))
    return list(db.session.scalars(query.order_by(Thanks.id.desc())))
