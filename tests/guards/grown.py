"""More of everything: N of each thing that some page lists, through the services wherever they are quick enough."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db, new_public_id
from app.times import local_date
from app.unit_of_work import unit_of_work
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.panel_questions import NewQuestion
from commissioning.rules.pence import Pence
from commissioning.rules.small_sums import Helped
from commissioning.rules.suggestions import Part
from commissioning.rules.thanks import Thank
from commissioning.rules.thanks import Way as ThanksWay
from commissioning.services import (
    awards,
    co_authors,
    comments,
    decisions,
    decisions_cases,
    ledger_held,
    merging,
    pack_questions,
    panel_questions,
    pots,
    reconciliations,
    results,
    rounds,
    small_sums_helped,
    suggestions,
    thanks,
    two_people,
    virtual_budgets,
    virtual_lines,
)
from commissioning.services import proposals_extras as extras
from commissioning.services.reconciliations_scopes import Scope
from models.awards import Award
from models.feedback import Feedback
from models.people import Membership, User
from models.places import Area, Body
from models.pots import Pot
from models.proposals import Proposal
from models.themes import Theme
from models.virtual_budgets import VirtualBudget
from participation.rules.consents import ConsentKind
from participation.rules.forums import Plan, Rhythm
from participation.rules.gate import Letting, Outcome
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.rules.responses import AnswerKind, Draft
from participation.rules.retention import HeldThing
from participation.rules.themes import Shanarri
from participation.rules.vetting import Check
from participation.services import (
    consents,
    deals,
    deals_reading,
    desk_rota,
    forums,
    glass,
    holds,
    listening,
    panel_talk,
    panels,
    panels_joining,
    raised,
    responses,
    themes,
    vetting,
)
from participation.services.panels_joining import Invited
from tests import (
    attachments_made,
    awards_made,
    co_design_made,
    consents_made,
    deals_swept,
    decisions_made,
    organisations_made,
    requests_made,
    rounds_made,
    small_sums_made,
    virtual_made,
    voice_made,
)
from tests.conftest import person
from tests.guards.grown_heard import heard
from tests.money_made import SYSTEM, a_pot, team_id
from tests.proposals_made import actor, drafted, shortlisted, submitted
from tests.sweep_place import Ids, a_deal


def grow(ids: Ids, many: int, turn: str) -> None:
    """So many more of everything that some page lists."""
    for make in (
        _proposals,
        _organisations,
        _rounds,
        _money,
        _small_sums,
        _virtual,
        _deals,
        _voice,
        _consents,
        _rights,
        _people,
        _bodies,
    ):
        with unit_of_work():
            make(ids, many, turn)


def _proposals(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        submitted("Mei", title=f"Idea {turn} {n}")
        shortlisted("Mei", title=f"Listed {turn} {n}")
        drafted("Mei", title=f"Draft {turn} {n}")
        draft, what = ids["draft"], {"what": "Helmets", "supplier": f"Shop {turn} {n}", "pence": Pence(100)}
        extras.add_quote(actor("Mei"), draft, upload=attachments_made.document(f"{turn} {n}"), **what)
    extras.add_photo(actor("Mei"), ids["draft"], attachments_made.picture((40, 30 + len(turn)), words=turn))


def _together(ids: Ids, many: int, turn: str) -> None:
    """More talk about one idea, more suggestions to it, and more ideas shared, open, and asked to be joined."""
    talked = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == ids["talked"])).one()
    for n in range(many):
        asked, waits = (
            comments.say(actor("Grace"), talked, CommentKind.QUESTION, f"Question {turn} {n}")
            for _ in range(2)
        )
        comments.moderate(actor("Pia"), asked, Moderation.SHOWN)
        comments.say(actor("Tomos"), talked, CommentKind.COMMENT, f"At the desk {waits.id}")
        reply = comments.say(
            actor("Mei"), talked, CommentKind.ANSWER, f"Yes {turn} {n}", answers=asked.public_id
        )
        comments.moderate(actor("Pia"), reply, Moderation.SHOWN)
        suggestions.suggest(
            actor("Grace"), talked.public_id, Part.NEED, f"Need {turn} {n}", "", seen=talked.version
        )
        shared = drafted("Mei", title=f"Shared {turn} {n}")
        co_design_made.join(shared, "Mei", "Grace")
        co_authors.invite(actor("Mei"), shared, who=actor("Cllr Idris").public_id)
        other = co_design_made.talked_about("Grace", title=f"Open {turn} {n}")
        merging.ask(actor("Mei"), talked, other.public_id)


def _organisations(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        made = organisations_made.an_organisation(f"Organisation {turn} {n}", number="")
        organisations_made.a_group(made, f"Group {turn} {n}")


def _rounds(ids: Ids, many: int, turn: str) -> None:
    """Rounds open, being set up and counted, with what they recommended decided, paid and waiting."""
    pot = a_pot({"": 1_000_000}, name=f"Rounds {turn}")
    for n in range(many):
        for what in ("open", "new", "counted"):
            found = rounds_made.ideas({f"{what} {turn} {n} {k}": 1_000 for k in range(3)})
            made = rounds.set_up(
                actor("Grace"), pot, rounds_made.a_plan(found, amount=Pence(3_000), title=f"{what} {n}")
            )
            if what != "new":
                rounds.open_voting(actor("Grace"), made)
            if what == "counted":
                _count_and_decide(made, [f"{what} {turn} {n} {k}" for k in range(3)])


def _count_and_decide(made: Any, titles: list[str]) -> None:
    for name in rounds_made.VOTERS:
        rounds_made.vote(name, made, *titles)
    with clock.at(rounds_made.after_close(made)):
        results.count_round(actor("Grace"), made)
    for title in titles[:2]:
        case = decisions_cases.get_case_for(actor("Noor"), decisions_made.proposal(title).public_id)
        decided = decisions.decide(actor("Noor"), case, decisions_made.verdict(case))
        award = db.session.scalars(sa.select(Award).where(Award.decision_id == decided.id)).one()
        if title == titles[0]:
            decisions_made.offer_it(award)
            awards.accept(actor("Mei"), award, signed_by="Mei Lin")
            awards.pay(actor("Farid"), award, Pence(500), reason="Half", key=f"key-{title}")


def _money(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        a_pot({"Millfield": 10_000, "Harbour & Quay": 5_000}, name=f"Pot {turn} {n}")
        area = db.session.scalars(sa.select(Area.id)).first()
        pot = db.session.scalars(sa.select(Pot).where(Pot.public_id == ids["pot"])).one()
        pots.add_money(SYSTEM, pot, {area: Pence(100)}, reason="More", key=f"{turn}-{n}")
        award = awards.get_award(ids["award"])
        awards.pay(actor("Farid"), award, Pence(100), reason="A part", key=f"part-{turn}-{n}")
        awards_made.asked(award, 1_00)
        awards_made.reported(award, 10)
        _books(pot, area, f"{turn}-{n}")


def _books(pot: Pot, area: int | None, key: str) -> None:
    """Another large sum that waits, one refused, and another comparison."""
    farid, wanted = actor("Farid"), {area: Pence(1_000_000)}
    ledger_held.add_money(farid, pot, wanted, reason="A grant", key=f"held-{key}")
    held = ledger_held.add_money(farid, pot, wanted, reason="A grant", key=f"refused-{key}")
    assert held is not None
    two_people.refuse(actor("Carol"), held, "No letter")
    data = f"date,came_in,paid_out\n{local_date(now())},,12.50\n{local_date(now())},3.00,\n".encode()
    month = local_date(now()).replace(day=1)
    reconciliations.reconcile(farid, Scope(pot=pot), month, data, "gl.csv")


def _virtual(ids: Ids, many: int, turn: str) -> None:
    """Virtual budgets that run, each with a change, a shortfall and signs; and signs of the one that is swept."""
    for n in range(many):
        made = virtual_made.started(f"Virtual {turn} {n}", notice_days=0)
        virtual_made.a_shortfall(made)
        budget = db.session.scalars(
            sa.select(VirtualBudget).where(VirtualBudget.public_id == ids["virtual_budget"])
        ).one()
        virtual_lines.give_notice(
            actor("Una"),
            virtual_made.line_of(budget),
            virtual_made.notice(11_000_00 + n + 10 * len(turn), "2027/28"),
        )
        sign = virtual_budgets.Sign(f"Sign {turn} {n}", "1", "2", "Us", "Noor", 5)
        virtual_budgets.add_sign(actor("Carol"), budget, sign)


def _small_sums(ids: Ids, many: int, turn: str) -> None:
    """A pot with offices, and in it small sums in every state, with files and with what families said."""
    small_sums_made.an_office_pot(2_000_000, name=f"Offices {turn}", family=500_000, office=900_000)
    for n in range(many):
        small_sums_made.ask(60_00 + n)
        for who in ("Nia", "Hugh"):
            made = small_sums_made.ask(10_00 + n, who=who)
            small_sums_made.buy(made, 9_00, who=who)
            small_sums_helped.say(made, Helped.YES, f"Warm now {turn} {n}" if n else "")
        small_sums_made.ask(11_00 + n)
    attachments_made.keep("Nia", ids["small_sum"], attachments_made.picture((10 + len(turn), 9)), "small_sum")


def _deals(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        lived = a_deal(f"Deal {turn} {n}", active=True, pairs=2)
        a_deal(f"New deal {turn} {n}", pairs=2)
        deal = deals_reading.get_deal_for(actor("Carol"), ids["young_deal"])
        deals.write_pair(
            actor("Carol"), deal, deals.PairWords("We mend", "We say", "Parks", "", date(2027, 3, 1))
        )
        deals_swept.grow(ids, turn, n, lived)


def _voice(ids: Ids, many: int, turn: str) -> None:
    here = voice_made.a_listening(actor, title=f"Corner {turn}")
    for n in range(many):
        listening.set_up(
            actor("Pia"),
            listening.NewListening(f"Place {turn} {n}", "How is it?", now(), now() + timedelta(3)),
        )
        waits, _ = voice_made.somebody_says(here, f"Waiting words {turn} {n}")
        _desk(here, waits, len(turn) * 100 + n)
        said = [voice_made.somebody_says(here, f"Said {turn} {n} {k}")[0] for k in range(4)]
        for one in said:
            voice_made.decide(actor, one)
        for key in ("theme", "pack"):
            _add(ids[key], said[0])
        voice_made.a_theme(actor, said[1], title=f"Sent {turn} {n}", send=True)
        done = voice_made.a_theme(actor, said[2], title=f"Answered {turn} {n}", send=True)
        responses.answer(
            actor("Rhona"), done, Draft(AnswerKind.WE_DID, "It is mended.", "We mended it.", "By the gate.")
        )
        themes.make(actor("Pia"), themes.NewTheme(f"Empty {turn} {n}", Shanarri.SAFE))
    for one in heard(ids, many, turn):
        for key in ("theme", "pack"):
            _add(ids[key], one)


def _desk(here: Any, waits: Any, turn: int) -> None:
    """Another day away, another referral to follow up, and another asking to break the glass."""
    day = local_date(now()) + timedelta(40 + 2 * turn)
    desk_rota.write_away(actor("Sam"), actor("Joy").public_id, day, day + timedelta(1))
    passed_on, _ = voice_made.somebody_says(here, f"Passed on {turn}")
    voice_made.decide(
        actor, passed_on, outcome=Outcome.REFERRED, reference=f"FD-{turn}", letting=Letting.KEEP
    )
    number = voice_made.item_of(waits).public_id
    glass.ask(actor("Ada"), number, "Nobody at the desk answers the telephone today.")


def _add(public_id: str, said: Any) -> None:
    """Put one more piece into a theme (a sent one too, which no service would)."""
    from models.themes import ThemeItem

    theme = db.session.scalars(sa.select(Theme).where(Theme.public_id == public_id)).one()
    db.session.add(
        ThemeItem(theme_id=theme.id, feedback_id=said.id, added_at=now(), added_by_id=actor("Pia").user_id)
    )
    db.session.flush()


def _rights(ids: Ids, many: int, turn: str) -> None:
    """More requests that wait and are answered, and more holds."""
    said = list(db.session.scalars(sa.select(Feedback.public_id).order_by(Feedback.id.desc()).limit(many)))
    later = local_date(now()) + timedelta(days=60)
    for n in range(many):
        requests_made.asked(words=f"Please {turn} {n}")
        answered = requests_made.asked(words=f"Also {turn} {n}")
        requests_made.refused(answered)
        holds.hold(actor("Orla"), holds.NewHold(HeldThing.FEEDBACK, said[n], f"A claim {turn} {n}", later))


def _consents(ids: Ids, many: int, turn: str) -> None:
    """More pages, more agreements on the one that is swept and on Asha’s, and more photos that they are in."""
    for public_id in (ids["young_person"], consents.own_page(actor("Asha")).public_id):  # type: ignore[union-attr]
        person = consents.by_public_id(public_id)
        for n in range(many):
            consents_made.agreed(person, list(ConsentKind)[n % 2])
            upload = attachments_made.picture((20 + n, 20 + len(turn)), words=f"{turn} {n} {public_id}")
            file = attachments_made.keep("Carol", new_public_id(), upload)
            consents.put_in_photo(actor("Pia"), person, file.public_id)
    for n in range(many):
        consents_made.a_young_person("Robin" + "abcdefgh"[n])


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


def _people(ids: Ids, many: int, turn: str) -> None:
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


def _bodies(ids: Ids, many: int, turn: str) -> None:
    """Bodies with schedules, meetings and summaries like the one there is."""
    from governance.services import bodies
    from models.bodies import BodySchedule
    from models.summaries import Summary

    _disarm("summaries")
    first = db.session.scalars(sa.select(Body).where(Body.public_id == ids["body"])).one()
    for n in range(many):
        body = Body(name=f"Body {turn} {n}", team_id=first.team_id, quorum=3)
        db.session.add(body)
        db.session.flush()
        kept = db.session.scalars(sa.select(BodySchedule).where(BodySchedule.body_id == first.id)).one()
        db.session.add(BodySchedule(**_copy(kept, body_id=body.id)))
        bodies.record_meeting(
            actor("Kwame"), first, date(2026, 10, 1 + n + 10 * len(turn)), [actor("Grace").public_id], 1
        )
        for key in ("published", "summary"):
            one = db.session.scalars(sa.select(Summary).where(Summary.public_id == ids[key])).one()
            db.session.add(Summary(**_copy(one, body_id=body.id)))
        db.session.flush()


def _disarm(table: str) -> None:
    """Without the table's own guards a published summary can be put in at once, not lived through."""
    names = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    for name in list(db.session.scalars(names, {"table": table})):
        db.session.execute(sa.text(f'DROP TRIGGER "{name}"'))


def _copy(row: Any, **changes: Any) -> dict[str, Any]:
    columns = (c.key for c in sa.inspect(row).mapper.column_attrs if c.key not in {"id", "public_id"})
    return {key: getattr(row, key) for key in columns} | changes
