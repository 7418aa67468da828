"""More people, and more on the panel."""

from __future__ import annotations

from datetime import date, time, timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.panel_questions import NewQuestion
from commissioning.rules.pence import Pence
from commissioning.rules.thanks import Thank
from commissioning.rules.thanks import Way as ThanksWay
from commissioning.services import (
    pack_questions,
    panel_questions,
    thanks,
)
from models.people import Membership, User
from models.proposals import Proposal
from participation.rules.forums import Plan, Rhythm
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.rules.vetting import Check
from participation.services import (
    forums,
    panel_talk,
    panels,
    panels_joining,
    raised,
    vetting,
)
from participation.services.panels_joining import Invited
from tests import (
    co_design_made,
)
from tests.conftest import person
from tests.money_made import team_id
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def _on_the_panel(called: str) -> None:
    """One more young advisor with a supporter of their own, whose checks are in date, and a card that waits."""
    pia, today = actor("Pia"), local_date(now())
    team = panels.panels_for(pia)[0]
    made = {}
    for role in (Role.YOUNG_ADVISOR, Role.SUPPORTER):
        who = Invited(called, role, AgeBand.ADULT, today + timedelta(days=20), person("Leah").public_id)
        _, words = panels_joining.invite(pia, team, who)
        made[role], _ = panels_joining.accept(panels_joining.read_card(words))
        panels_joining.invite(pia, team, who)
    supporter = made[Role.SUPPORTER]
    for check in Check:
        vetting.note(
            actor("Ada"), vetting.get_adult(supporter.public_id), check, today, today + timedelta(days=900)
        )
    panels.support(pia, team, made[Role.YOUNG_ADVISOR], supporter.public_id)
    item = raised.bring(actor("Asha"), team, person("Noor").public_id, f"The bus is too dear {called}")
    co_design_made.release(item.public_id)
    asked = NewQuestion(f"Space {called}", "We may open a room by the quay. It would be for you.",
                        person("Noor").public_id, today + timedelta(days=8))  # fmt: skip
    panel_questions.write(pia, team, asked)
    panel_talk.say(pia, team, f"Hello {called}")
    forum = forums.begin(pia, team, f"Forum {called}", Plan(Rhythm.WEEKLY, today, time(17), 60), "Quay Hall")
    words = forums.write(pia, forums.get_day(pia, forum.public_id, today), f"Note {called}", is_note=True)
    co_design_made.release(words.public_id)
    thank = Thank(ThanksWay.BOUGHT, Pence(5_00), f"Fares {called}", today, time(18))
    thanks.ask(pia, team, made[Role.YOUNG_ADVISOR].public_id, thank)


def more_people(ids: Ids, many: int, turn: str) -> None:
    spare = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == ids["spare"])).one()
    for n in range(many):
        asked = pack_questions.ask(actor("Tomos"), spare, f"Who paints {turn} {n}?")
        co_design_made.release(asked.public_id)
        user = User(
            name=f"Person {turn} {n}", username=f"person-{turn}-{n}", created_at=now(), about="A neighbour"
        )
        user.memberships = [
            Membership(role=role, scope_kind=ScopeKind.TEAM, scope_id=team_id(), starts_on=date(2025, 4, 1))
            for role in (Role.YOUNG_ADVISOR, Role.TEAM_MEMBER)
        ]
        _on_the_panel(f"{turn} {n}")
        responder = User(
            name=f"Responder {turn} {n}", username=f"responder-{turn}-{n}", created_at=now(), about="Roads"
        )
        responder.memberships = [
            Membership(role=Role.RESPONDER, scope_kind=ScopeKind.COUNCIL, starts_on=date(2025, 4, 1))
        ]
        db.session.add_all([user, responder])
    db.session.flush()
