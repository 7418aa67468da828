"""One small place with a record behind every address: for the sweeps that open every page and send every form.

Two teams each have their own things, so that "the other team's" can be tried; names of records are keys here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from app import clock, outbox
from app.clock import now
from app.db import db
from app.demo.people import COUNCIL, NORTH, PANEL, SOUTH
from app.times import local_date
from app.unit_of_work import unit_of_work
from commissioning.rules.advice import Followed, Sense, View
from commissioning.rules.allocation import FigureKind, Formula
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.match import MatchKind
from commissioning.rules.panel_questions import NewQuestion
from commissioning.rules.pence import Pence
from commissioning.rules.polling import Way
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.suggestions import Part
from commissioning.rules.thanks import Thank
from commissioning.rules.thanks import Way as ThanksWay
from commissioning.services import (
    advice,
    advice_answers,
    allocations,
    area_figures,
    awards,
    ballots,
    call_in,
    co_authors,
    comments,
    ledger_held,
    match,
    merging,
    organisations,
    pack_questions,
    panel_questions,
    payments,
    polling,
    pots_terms,
    reconciliations,
    results,
    reviews,
    rounds,
    suggestions,
    thanks,
    two_people,
    virtual_budgets,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services.polling import Wanted
from commissioning.services.pots_terms import NewTerms
from commissioning.services.reconciliations_scopes import Scope
from governance.rules.meetings import Planned
from governance.rules.schedules import Rhythm, Schedule
from governance.rules.summaries import SignView, SummaryState
from governance.rules.tasks import NewTask
from governance.services import bodies, body_tasks, meetings, summaries, summaries_signing
from models.awards import Award
from models.call_in import KeyDecision, KeyDecisionRule
from models.decisions import Decision
from models.feedback import Feedback
from models.ledger import LedgerEntry
from models.notices import PersonalKey
from models.people import User
from models.places import Team
from models.pots import Pot
from models.summaries import Summary
from models.triage import TriageItem
from participation.rules.accounts import Account
from participation.rules.accounts import Part as AccountPart
from participation.rules.consents import ConsentKind
from participation.rules.forums import Plan
from participation.rules.forums import Rhythm as ForumRhythm
from participation.rules.gate import Letting, Outcome
from participation.rules.letters import Way as LetterWay
from participation.rules.people import AgeBand, Role
from participation.rules.responses import AnswerKind, Draft
from participation.rules.retention import HeldThing
from participation.rules.themes import Shanarri
from participation.rules.told import Means
from participation.services import (
    accounts,
    deals,
    deals_lasting,
    desk_rota,
    elections,
    forums,
    glass,
    holds,
    pairs,
    panels,
    panels_joining,
    paper,
    raised,
    research,
    responses,
    theme_checks,
    themes,
    told,
)
from participation.services.listening import NewListening
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
    summaries_made,
    virtual_made,
    voice_made,
)
from tests.money_made import SYSTEM, a_pot, two_people_above
from tests.proposals_made import ALL_YES, EQUALITY, actor, drafted, everything, shortlisted, submitted

NEW_TITLES = {"Allotment": 20_000, "Skate nights": 25_000}
OPEN_TITLES = {"Sea swimming": 30_000, "Book swap": 20_000, "Breakfast table": 10_000}
COUNTED_TITLES = {"Bike library": 20_000, "Quiet garden": 30_000, "Film club": 10_000, "Boat days": 90_000}
Ids = dict[str, str]


def furnish() -> Ids:
    """Make everything; returns the public ids by name."""
    ids: Ids = {}
    _summaries(ids)
    for make in (
        _organisations,
        _money,
        _small_sums,
        _virtual,
        _proposals,
        _rounds,
        _decided,
        _pot_rules,
        _together,
        _deals,
        _voice,
        _consents,
        _desk,
        _rights,
        _people,
        _letters,
        _held,
    ):
        with unit_of_work():
            ids.update(make())
    return ids


def _summaries(ids: Ids) -> None:
    """One published, one drafted three months on (today, by the clock, it may be approved)."""
    ids["published"] = summaries_made.published(actor).public_id
    ids["body"] = summaries_made.committee().public_id
    later = summaries_made.DUE + timedelta(days=92)
    with unit_of_work(), clock.at(later):
        summaries.draft_due(later)
    draft = db.session.scalars(sa.select(Summary).order_by(Summary.id.desc()).limit(1)).one()
    assert draft.public_id != ids["published"], "the second summary was not drafted"
    ids["summary"] = draft.public_id
    with clock.at(later):
        summaries_made.brought_to(actor, draft, SummaryState.DRAFTED)
    _on_their_way(ids, later)


def _on_their_way(ids: Ids, later: datetime) -> None:
    """A second body's summaries of one week each: with young advisors, to be presented, to be minuted."""
    kwame, s = actor("Kwame"), SummaryState
    with unit_of_work(), clock.at(later):
        team = db.session.scalars(sa.select(Team).where(Team.name == SOUTH)).one()
        body = bodies.add_body(kwame, "Harbour Partnership", team, 1)
        bodies.set_schedule(kwame, body, Schedule(Rhythm.WEEKLY, local_date(later) + timedelta(days=1)))
    cut = later + timedelta(days=20)
    with unit_of_work(), clock.at(cut):
        summaries.draft_due(cut)
        there = [member.public_id for member in bodies.members_of([body])[body.id]]
        meeting = bodies.record_meeting(kwame, body, local_date(cut), there, 0)
        ids["meeting_after"] = meeting.public_id
    made = list(db.session.scalars(sa.select(Summary).where(Summary.body_id == body.id).order_by(Summary.id)))
    for one, state in zip(made, (s.ADVISORS_EDIT, s.APPROVED, s.PRESENTED), strict=True):
        with clock.at(cut):
            summaries_made.brought_to(actor, one, state)
    ids["to_sign"], ids["to_present"], ids["to_minute"] = (one.public_id for one in made)
    with unit_of_work(), clock.at(cut):
        said = summaries_signing.sign(actor("Asha"), made[0], SignView.CHANGE, "Say which lights.")
        item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == said.public_id)).one()
        item.decided_at = item.released_at = now()
        item.released_version = 1
        ids["sign_off"] = said.public_id
        new = NewTask(
            "Mend the lights.", "Mend the lights.", "Head of parks", local_date(cut) + timedelta(days=30)
        )
        ids["owed"] = body_tasks.add(kwame, made[2], new).public_id
    with unit_of_work():
        planned = Planned(local_date(now()) + timedelta(days=30), time(18), 90, "The hall")
        ids["to_come"] = meetings.plan(kwame, summaries_made.committee(), planned).public_id
    with unit_of_work():  # far away, so that it holds nothing
        days = local_date(now()) + timedelta(days=700), local_date(now()) + timedelta(days=740)
        ids["election"] = elections.add(kwame, "Local elections", None, *days).public_id


def _organisations() -> Ids:
    wheels = organisations_made.an_organisation()
    organisations_made.a_group(wheels)
    return {"organisation": wheels.public_id}


def _money() -> Ids:
    pot = a_pot({"Millfield": 500_000, "Harbour & Quay": 300_000}, name="Youth Activities")
    draft = a_pot({}, name="Seaside")
    north = a_pot({"": 200_000}, name="Northern lights", team=NORTH)
    entry = db.session.scalars(sa.select(LedgerEntry).order_by(LedgerEntry.id).limit(1)).one()
    return {
        "pot": pot.public_id,
        "draft_pot": draft.public_id,
        "north_pot": north.public_id,
        "entry": entry.public_id, "scope": f"pot-{pot.public_id}", **_books(pot),
    }  # fmt: skip


def _books(pot: Pot) -> Ids:
    """A large sum that waits for a second person, and a month compared with one difference."""
    two_people_above(900_000)
    area = pot.lines[0].area_id
    held = ledger_held.add_money(
        actor("Farid"), pot, {area: Pence(1_000_000)}, reason="A grant came", key="held"
    )
    month = local_date(now()).replace(day=1)
    data = f"date,came_in,paid_out\n{local_date(now())},,12.50\n".encode()
    made, problems = reconciliations.reconcile(actor("Farid"), Scope(pot=pot), month, data, "gl.csv")
    assert held is not None
    assert made is not None, problems
    differs = next(row for row in made.rows if row.verdict != "matched")
    return {"held": held.public_id, "comparison": made.public_id, "difference": differs.public_id}


def _virtual() -> Ids:
    """A virtual budget at each stage; the one that runs has a cut below what was promised, and its shortfall."""
    asked, pledged, agreed = (virtual_made.proposed(f"Virtual {n}") for n in range(3))
    for made in (pledged, agreed):
        virtual_made.pledge(made, COUNCIL, "Farid")
        virtual_made.pledge(made)
    virtual_budgets.agree(actor("Carol"), agreed)
    runs, to_review, reviewed = (
        virtual_made.started(f"Virtual {n}", notice_days=0, first="2025/26" if n > 3 else "2026/27")
        for n in (3, 4, 5)
    )
    virtual_budgets.review(actor("Carol"), reviewed, 2, {}, "Nobody has counted yet.")
    shortfall = virtual_made.a_shortfall(runs)
    line = virtual_made.line_of
    return {
        "virtual_asked": asked.public_id, "virtual_asked_line": line(asked).public_id,
        "virtual_pledged": pledged.public_id, "virtual_agreed": agreed.public_id, "virtual_budget": runs.public_id,
        "virtual_line": line(runs).public_id, "virtual_council_line": line(runs, COUNCIL).public_id,
        "virtual_to_review": to_review.public_id, "virtual_reviewed": reviewed.public_id,
        "shortfall": shortfall.public_id,
    }  # fmt: skip


def _letters() -> Ids:
    """A notice of Kwame's, one the mail server refused, and the keys in Kwame's addresses."""
    kwame = db.session.scalars(sa.select(User).where(User.name == "Kwame")).one()
    read, refused = (
        outbox.post(kwame.id, "A summary waits", "It is drafted.", dedupe_key=f"sweep:{n}", path="/summaries")
        for n in range(2)
    )
    refused.way, refused.refused_at, refused.trouble = (
        LetterWay.LETTER,
        now(),
        "The mail server refused the address (550)",
    )
    keys = PersonalKey(user_id=kwame.id)
    db.session.add(keys)
    db.session.flush()
    return {
        "notice": read.public_id,
        "refused_letter": refused.public_id,
        "stop_key": keys.stop,
        "calendar_key": keys.calendar,
    }


def _small_sums() -> Ids:
    """Nia's are approved, approved with a receipt sent, bought, and waiting for Hugh; Hugh's own waits too."""
    pot = small_sums_made.an_office_pot(3_000_00)
    approved, with_receipt, bought = (small_sums_made.ask(40_00 + n) for n in range(3))
    attachments_made.keep("Nia", with_receipt.public_id, attachments_made.picture(), "small_sum")
    small_sums_made.buy(bought, 39_50)
    asked, hughs = small_sums_made.ask(120_00), small_sums_made.ask(130_00, who="Hugh")
    return {
        "small_sum_pot": pot.public_id, "small_sum": approved.public_id, "small_sum_asked": asked.public_id,
        "small_sum_with_receipt": with_receipt.public_id, "small_sum_bought": bought.public_id,
        "small_sum_of_hugh": hughs.public_id, "family_code": approved.code,
    }  # fmt: skip


def _proposals() -> Ids:
    erins = drafts.start(actor("Erin"), team=_team(NORTH), title="Erin’s own idea")
    draft = drafted("Mei", title="A draft of Mei’s").public_id
    photo = extras.add_photo(actor("Mei"), draft, attachments_made.picture(words="The shed"))
    quote = extras.add_quote(
        actor("Mei"), draft, what="Helmets", supplier="Quay Bikes", pence=Pence(30_050),
        upload=attachments_made.document(),
    )  # fmt: skip
    return {
        "draft": draft, "photo": photo.public_id, "quote": quote.public_id, "erins_draft": erins.public_id,
        "ashas": submitted("Asha", title="Waiting at the gate").public_id,
        "waiting": submitted("Mei", title="Waits for a check").public_id,
        "north_waiting": _north(title="The north waits").public_id,
    }  # fmt: skip


def _together() -> Ids:
    """One draft that is shared, three ideas being talked about, and something waiting for everybody."""
    shared = drafted("Mei", title="Written by two")
    co_design_made.join(shared, "Mei", "Grace")
    co_authors.invite(actor("Mei"), shared, who=actor("Cllr Idris").public_id)
    talked = co_design_made.talked_about("Mei", title="Being talked about")
    other = co_design_made.talked_about("Grace", title="Talked about too")
    third = co_design_made.talked_about("Cllr Idris", title="Talked about as well")
    need = suggestions.suggest(
        actor("Grace"), talked.public_id, Part.NEED, "The bus is dear.", "Shorter.", seen=1
    )
    question, waits, ashas = (
        comments.say(actor(name), talked, CommentKind.QUESTION, "Is there a shed?")
        for name in ("Grace", "Cllr Idris", "Asha")
    )
    comments.moderate(actor("Pia"), question, Moderation.SHOWN)
    return {
        "shared": shared.public_id, "talked": talked.public_id, "talked_third": third.public_id,
        "suggestion": need.public_id, "question": question.public_id, "to_moderate": waits.public_id,
        "ashas_comment": ashas.public_id, "merge": merging.ask(actor("Mei"), talked, other.public_id).public_id,
    }  # fmt: skip


def _north(**changes: Any) -> Any:
    whole = everything(areas=[], **changes)
    made = drafts.start(actor("Erin"), team=_team(NORTH), title=whole["title"])
    drafts.save(actor("Erin"), made.public_id, whole)
    team_areas = [area.public_id for area in drafts.areas_open_to(made)]
    drafts.save(actor("Erin"), made.public_id, {"areas": team_areas[:1]})
    drafts.submit(actor("Erin"), made.public_id)
    return made


def _rounds() -> Ids:
    counted = rounds_made.an_open_round(COUNTED_TITLES)
    for name in rounds_made.VOTERS:
        rounds_made.vote(name, counted, "Bike library", "Quiet garden", "Film club")
    with clock.at(rounds_made.after_close(counted)):
        results.count_round(actor("Grace"), counted)
    pot = db.session.get_one(Pot, counted.pot_id)
    opened = rounds.set_up(
        actor("Grace"),
        pot,
        rounds_made.a_plan(rounds_made.ideas(OPEN_TITLES), amount=Pence(40_000), title="Open now"),
    )
    sheets = {
        way: polling.make(
            actor("Grace"), opened, Wanted(way, f"Millfield Primary, {way}", 3), f"a-form-for-{way}-places"
        )
        for way in Way
    }
    rounds.open_voting(actor("Grace"), opened)
    rounds_made.vote("Grace", opened, opened.projects[0].title)
    new = rounds.set_up(
        actor("Grace"),
        pot,
        rounds_made.a_plan(rounds_made.ideas(NEW_TITLES), amount=Pence(30_000), title="Being set up", most=2),
    )
    club = polling.make(actor("Grace"), new, Wanted(Way.CODES, "Youth club", 2), "a-form-for-the-youth-club")
    theirs = _norths_round()
    spare = shortlisted("Mei", title="Shortlisted and free", lines=[CostLine("Paint", Pence(5_000))])
    return {
        "counted": counted.public_id, "pack_question": _pack_question(spare),
        "open": opened.public_id, "new_round": new.public_id, "spare": spare.public_id,
        "north_round": theirs.public_id, "open_project": opened.projects[0].proposal_public_id,
        "free": new.projects[0].proposal_public_id, "free_too": new.projects[1].proposal_public_id,
        "round_pot": pot.public_id, "new_batch": club.batch.public_id,
        "codes_batch": sheets[Way.CODES].batch.public_id, "vote_code": sheets[Way.CODES].codes[0],
        "tablet_batch": sheets[Way.TABLET].batch.public_id, "paper": sheets[Way.PAPER].codes[0],
        "graces_change": _change_code("Grace", opened),
    }  # fmt: skip


def _change_code(name: str, round_: Any) -> str:
    """The change code somebody was shown when they voted."""
    return ballots.slip_for(actor(name), round_, f"{rounds_made.A_KEY}-{name}").change_code


def _pack_question(about: Any) -> str:
    for name in ("Asha", "Tomos"):
        advice.give(actor(name), about, View.SKIP)
    made = pack_questions.ask(actor("Tomos"), about, "Who paints it?")
    co_design_made.release(made.public_id)
    return made.public_id


def _norths_round() -> Any:
    found = {}
    for title in ("North garden", "North choir"):
        made = _north(title=title)
        reviews.decide(
            actor("Carol"), made.public_id, reviews.Outcome.PASS, ALL_YES, reviews.Notes(equality=EQUALITY)
        )
        found[title] = made.public_id
    pot = db.session.scalars(sa.select(Pot).where(Pot.name == "Northern lights")).one()
    plan = rounds_made.a_plan(found, amount=Pence(200_000), title="The north’s own", most=2)
    return rounds.set_up(actor("Erin"), pot, plan)


def _decided() -> Ids:
    """Bike library's award is accepted, Quiet garden's is offered, Film club waits for Noor."""
    said = advice.give(
        actor("Asha"), decisions_made.proposal("Quiet garden"), View.SUPPORT, "It is quiet there."
    )
    co_design_made.release(said.public_id)
    answer = {"reply": "You said it is quiet there. It stays so.", "followed": Followed.ADOPTED}
    decision, offered = (
        decisions_made.adopted("Bike library"),
        decisions_made.adopted("Quiet garden", **answer),
    )
    advice_answers.say(actor("Asha"), advice_answers.get_for(actor("Asha"), offered.number), Sense.NO)
    award, offer = (
        db.session.scalars(sa.select(Award).where(Award.decision_id == one.id)).one()
        for one in (decision, offered)
    )
    awards.accept(actor("Mei"), award, signed_by="Mei, Quay Wheels")
    return {
        "decision": decision.number, "advised": offered.number, "award": award.public_id, "offer": offer.public_id,
        "undecided": decisions_made.proposal("Film club").public_id, **_files(award.public_id), **_asked(award),
        **awards_made.stages(),
    }  # fmt: skip


def _held() -> Ids:
    """A rule of key decisions; one decision that can be called in, and one that was."""
    waits, called = (
        db.session.scalars(sa.select(Decision).where(Decision.proposal_title == title)).one()
        for title in ("Bike library", "Quiet garden")
    )
    later = now() + timedelta(days=10)
    clerk = {"set_by": "Kwame", "set_at": now()}
    rule = KeyDecisionRule(
        starts_on=local_date(now()),
        threshold_pence=Pence(5_000),
        notice_days=0,
        call_in_days=5,
        callers=2,
        **clerk,
    )
    keys = [
        KeyDecision(decision_id=one.id, threshold_pence=Pence(5_000), call_in_ends_at=later, callers=1)
        for one in (waits, called)
    ]
    db.session.add_all([rule, *keys])
    db.session.flush()
    call_in.call(actor("Cllr Idris"), called, "The garden next door was promised this money.")
    return {"can_be_called_in": waits.number, "called_in": called.number}


def _asked(award: Award) -> Ids:
    """A payment asked for, one approved, and a report: all Mei's, and Dev acts for the organisation too."""
    wheels = organisations_made.a_ready_organisation()
    organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
    asked, approved = awards_made.asked(award, 50_00), awards_made.asked(award, 50_00)
    payments.approve(actor("Carol"), approved)
    report = awards_made.reported(award, 10_00)
    return {"payment": asked.public_id, "approved": approved.public_id, "report": report.public_id}


def _files(award_id: str) -> Ids:
    """An award's evidence: a picture from the officer, and a document from the provider that waits at the desk."""
    shown = attachments_made.keep("Carol", award_id, attachments_made.picture())
    held = attachments_made.keep("Dev", award_id, attachments_made.document())
    waiting = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == held.public_id)).one()
    return {"file": shown.public_id, "held_file": held.public_id, "item_with_file": waiting.public_id}


def _pot_rules() -> Ids:
    """Figures for an area, and match beside Youth Activities for an idea nobody has decided on."""
    pot = db.session.scalars(sa.select(Pot).where(Pot.name == "Youth Activities")).one()
    pots_terms.set_terms(
        SYSTEM, pot, NewTerms(hour=Pence(12_00), hour_source="A made-up rate"), reason="Agreed"
    )
    area = pot.team.areas[0]
    area_figures.record(
        SYSTEM, area, {FigureKind.POPULATION: 9_000}, source="A made-up count", as_of=date(2025, 6, 30)
    )
    shown = allocations.work_out(pot, Pence(300_00), Formula.EQUAL, Pence(50_00))
    brought = match.Brought(MatchKind.HOURS, "Painting the hall", minutes=600)
    offered = match.offer(SYSTEM, pot, decisions_made.proposal("Book swap").public_id, brought)
    return {
        "match_offer": offered.public_id,
        "area": area.public_id,
        "share_stamp": shown.stamp,
        "fund": pot.fund.public_id,
    }


def _deals() -> Ids:
    active = a_deal("Our park", active=True)
    listening, offered = a_deal("Still being written"), a_deal("Waits for both sides")
    deals.offer(actor("Grace"), offered)
    north = deals.start(
        actor("Erin"), "The north’s deal", "For the north.", _team_row(NORTH), with_starting_pairs=False
    )
    return {
        "deal": active.public_id, "pair": active.pairs[0].public_id, "young_deal": listening.public_id,
        "young_pair": listening.pairs[0].public_id, "north_deal": north.public_id,
        "offered_deal": offered.public_id, **deals_swept.lived_deals(active),
    }  # fmt: skip


def a_deal(title: str, *, active: bool = False, pairs: int = 2) -> Any:
    """A Deal of South's; active ones are agreed by both sides and checked in on by Asha."""
    team = _team_row("Alderbrook South team")
    deal = deals.start(
        actor("Grace"), title, "For everyone who plays there.", team, with_starting_pairs=False
    )
    for number in range(pairs):
        words = deals.PairWords(
            f"We will mend light {number}", "We will say which", "Head of parks", "", date(2027, 3, 1)
        )
        deals.write_pair(actor("Carol"), deal, words)
    if active:
        deals.offer(actor("Grace"), deal)
        deals.agree(actor("Carol"), deal)
        deals.agree(actor("Grace"), deal)
        deals_lasting.begin(actor("Grace"), deal, date(2027, 6, 1))
        db.session.refresh(deal)
        deals_swept.check_in(deal, deal.pairs[0], "Half of them are mended.")
    return deal


def _voice() -> Ids:
    here = voice_made.a_listening(actor)
    paper.make_sheets(actor("Pia"), here, 3)
    voice_made.a_listening(
        actor, title="The library", opens_at=now() - timedelta(days=9), closes_at=now() + timedelta(days=2)
    )
    past = voice_made.a_listening(
        actor, title="The old park", opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2)
    )
    written = dict.fromkeys(AccountPart, "We went to the park on four days.")
    accounts.keep(actor("Pia"), past, Account(written, local_date(now()) + timedelta(days=90)), finish=True)
    held, _ = voice_made.somebody_says(here, "The lights are broken by the swings.")
    spoken = [voice_made.somebody_says(here, f"More swings please, {n} of them.") for n in range(3)]
    for said, _ in spoken:
        voice_made.decide(actor, said)
    free = spoken[2][0].public_id
    gathering = voice_made.a_theme(actor, spoken[0][0], title="Swings")
    sent = voice_made.a_theme(actor, spoken[1][0], title="Lights", send=True)
    other = themes.make(actor("Pia"), themes.NewTheme("Nobody’s yet", Shanarri.SAFE))
    asked, unasked = (
        themes.make(actor("Pia"), themes.NewTheme(f"More {n} swings", Shanarri.SAFE)) for n in "ab"
    )
    themes.add(actor("Pia"), asked, [spoken[0][0].public_id])
    themes.add(actor("Pia"), unasked, [spoken[0][0].public_id])
    theme_checks.ask(actor("Pia"), asked)
    bench, back = voice_made.somebody_says(here, "A bench to sit on.")
    voice_made.decide(actor, bench)
    done = voice_made.a_theme(actor, bench, title="Benches", send=True)
    told.choose(actor("Asha"), bench, Means.WORKER, actor("Pia").public_id)
    pair = pairs.make(
        actor("Pia"), "I like the park", "We keep the park open.", "Parks", actor("Rhona").public_id
    )
    drawing = voice_made.a_drawing(actor, spoken[1][0])
    responses.answer(
        actor("Rhona"),
        done,
        Draft(
            AnswerKind.WE_DID,
            "Two benches stand by the swings.",
            "We put two benches there.",
            "Look by the swings.",
        ),
    )
    waiting = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == held.public_id)).one()
    return {
        "listening": here.public_id, "code": here.code, "item": waiting.public_id, "theme": gathering.public_id,
        "pack": sent.public_id, "themed": spoken[0][0].public_id, "loose": free, "empty_theme": other.public_id,
        "answered": done.public_id, "come_back": back, "asked_theme": asked.public_id,
        "unasked_theme": unasked.public_id, "finished": past.public_id,
        "answer": responses.answers_to(done)[0].public_id, "shown_drawing": drawing.public_id,
        "i_we_pair": pair.public_id, "let_out": voice_made.item_of(spoken[2][0]).public_id,
    }  # fmt: skip


def _rights() -> Ids:
    """A mother asks for a child's words; what somebody said is held."""
    asked = requests_made.asked()
    thing = db.session.scalars(sa.select(Feedback.public_id).order_by(Feedback.id)).first()
    hold = holds.hold(
        actor("Sam"),
        holds.NewHold(
            HeldThing.FEEDBACK, str(thing), "A review asks for this.", local_date(now()) + timedelta(60)
        ),
    )
    return {"data_request": asked.public_id, "hold": hold.public_id, "held_thing": str(thing)}


def _consents() -> Ids:
    """Robin has a page with a yes to a photo; Asha has one that she signs in to."""
    robin, words = consents_made.a_young_person()
    yes = consents_made.agreed(robin)
    asha, _ = consents_made.a_young_person("Asha", "asha")
    agreed = consents_made.agreed(asha, ConsentKind.TAKING_PART)
    return {
        "young_person": robin.public_id, "about_me_words": words, "consent": yes.public_id,
        "ashas_consent": agreed.public_id,
    }  # fmt: skip


def _desk() -> Ids:
    """Somebody away, something referred, and an administrator who asked to read twice, once with a yes."""
    today = local_date(now())
    away = desk_rota.write_away(
        actor("Sam"), actor("Joy").public_id, today + timedelta(30), today + timedelta(35)
    )
    here = voice_made.a_listening(actor, title="The bus stop")
    said, kept = (
        voice_made.somebody_says(here, words)[0] for words in ("It is dark there.", "Nobody waits there.")
    )
    voice_made.decide(actor, said, outcome=Outcome.REFERRED, reference="FD-7", letting=Letting.KEEP)
    number, why = voice_made.item_of(kept).public_id, "Nobody at the desk answers the telephone today."
    asked, opened = (glass.ask(actor("Ada"), number, why) for _ in range(2))
    glass.answer(actor("Olu"), opened.public_id, yes=True)
    return {
        "away": away.public_id, "referred": voice_made.item_of(said).public_id,
        "glass_asked": asked.public_id, "glass_open": opened.public_id,
    }  # fmt: skip


def _people() -> Ids:
    names = db.session.scalars(sa.select(User))
    return {f"person {user.name}": user.public_id for user in names} | {
        "membership": str(db.session.scalars(sa.select(User).where(User.name == "Tomos")).one().memberships[0].id),
        "panel": _team(PANEL), "card": _card(), "raised": _raised(), "asked_panel": _asked_panel(),
        **_research(), **_forum(), "team": _team("Alderbrook South team"),
        "north_team": _team(NORTH), "responder": actor("Rhona").public_id,
    }  # fmt: skip


def _team(name: str) -> str:
    return _team_row(name).public_id


def _team_row(name: str) -> Team:
    return db.session.scalars(sa.select(Team).where(Team.name == name)).one()


__all__ = ["SYSTEM", "Ids", "a_deal", "furnish"]


def _forum() -> Ids:
    """A forum that began today, a calendar address, and a thank-you that was agreed."""
    pia, today = actor("Pia"), local_date(now())
    team = panels.panels_for(pia)[0]
    made = forums.begin(pia, team, "Quay Tuesday", Plan(ForumRhythm.WEEKLY, today, time(17), 60), "Quay Hall")
    thank = Thank(ThanksWay.BOUGHT, Pence(5_00), "Bus fares", today, time(18))
    thanked = thanks.ask(pia, team, actor("Asha").public_id, thank)
    two_people.confirm(actor("Noor"), thanked.held)
    return {
        "forum": made.public_id, "forum_day": today.isoformat(), "thanks": thanked.public_id,
    }  # fmt: skip


def _raised() -> str:
    asha = actor("Asha")
    made = raised.bring(
        asha, panels.panels_for(asha)[0], actor("Noor").public_id, "The bus is too dear for us."
    )
    co_design_made.release(made.public_id)
    return made.public_id


def _asked_panel() -> str:
    """A question whose time to think is over, so that it can be answered."""
    pia, asked = actor("Pia"), "We may open a room by the quay. It would be for you."
    with clock.at(now() - timedelta(days=9)):
        due = local_date(now()) + timedelta(days=8)
        new = NewQuestion("The youth space", asked, actor("Noor").public_id, due)
        return panel_questions.write(pia, panels.panels_for(pia)[0], new).public_id


def _research() -> Ids:
    """Asha's own questions: one asked, with an answer and a finding let through; one that waits for a worker."""
    asha, pia = actor("Asha"), actor("Pia")
    team = panels.panels_for(asha)[0]
    research.train(pia, db.session.get_one(User, asha.user_id), local_date(now()))
    one, waiting = (
        research.ask(asha, team, f"How is the {what} for you?", "It is full.") for what in ("bus", "tram")
    )
    for made in (one, waiting):
        co_design_made.release(made.public_id)
    new = NewListening(
        "The bus", "How is the bus for you?", now() - timedelta(days=1), now() + timedelta(days=9)
    )
    research.set_up(pia, research.get_to_set_up(pia, one.public_id), new)
    said, _ = voice_made.somebody_says(one.listening, "I always stand up.")
    voice_made.decide(actor, said)
    found = research.write_finding(asha, research.get_own(asha, one.public_id), "Most of us stand up.")
    co_design_made.release(found.public_id)
    return {"research": one.public_id, "research_waiting": waiting.public_id, "finding": found.public_id}


def _card() -> str:
    """The four words of a card that nobody has answered."""
    pia = actor("Pia")
    leah = Invited("Rowan", Role.SUPPORTER, AgeBand.ADULT)
    return panels_joining.invite(pia, panels.panels_for(pia)[0], leah)[1]
