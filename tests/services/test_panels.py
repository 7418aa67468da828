"""A panel: joining by card, supporters, checks that run out, and birthdays that change what somebody may do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.ages import age_of, keep
from app.clock import now
from app.db import db
from app.times import local_date, london_day_begins
from commissioning.services import advice, results
from models.audit import AuditEvent
from models.jobs import OutboxMessage
from models.panels import Invitation, Vetting
from models.people import Membership, User
from participation.rules.ages import Age
from participation.rules.panels import CARD_LASTS
from participation.rules.people import AgeBand, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.vetting import Check
from participation.services import ages, panels, panels_joining, panels_needs, vetting
from participation.services.panels_joining import Invited
from tests.conftest import person
from tests.decisions_made import proposal
from tests.proposals_made import actor
from tests.rounds_made import after_close, an_open_round, vote


def panel():
    return panels.panels_for(actor("Pia"))[0]


def jade(**changes):
    turns_on = local_date(now()) + timedelta(days=200)
    leah = person("Leah").public_id
    return Invited(**{"name": "Jade", "role": Role.YOUNG_ADVISOR, "band": AgeBand.THIRTEEN_TO_FIFTEEN,
                      "turns_on": turns_on, "supporter": leah, **changes})  # fmt: skip


def turns(name: str, band: AgeBand, in_days: int) -> date:
    on = local_date(now()) + timedelta(days=in_days)
    keep(person(name), Age(band, on))
    db.session.flush()
    return on


def letters(start: str) -> list[OutboxMessage]:
    query = sa.select(OutboxMessage).where(OutboxMessage.dedupe_key.startswith(start))
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def test_somebody_joins_by_card_and_has_a_supporter_from_the_first_day(app, work):
    with work():
        made, words = panels_joining.invite(actor("Pia"), panel(), jade())
        assert words not in made.words_digest
        assert [card.name for card in panels_joining.waiting_on(panel())] == ["Jade"]
        found = panels_joining.read_card(words.upper().replace(" ", "-"))
        user, own_words = panels_joining.accept(found)
        assert own_words != words
        member = panels.get_member(panel(), user.public_id)
        assert [one.name for one in member.supporters] == ["Leah"]
        assert (user.username, member.age_is_noted) == ("jade", True)
        assert found.turns_sealed is None
        with pytest.raises(Refusal, match="do not know"):
            panels_joining.read_card(words)
        assert "turns" not in str(db.session.scalars(sa.select(AuditEvent.details)).all())


def test_a_no_needs_no_reason_and_an_old_card_says_so(app, work):
    with work():
        made, words = panels_joining.invite(actor("Pia"), panel(), jade())
        panels_joining.decline(panels_joining.read_card(words))
        assert db.session.get_one(Invitation, made.id).user_id is None
        _, words = panels_joining.invite(actor("Pia"), panel(), jade())
        with clock.at(now() + CARD_LASTS), pytest.raises(Refusal, match="too old"):
            panels_joining.read_card(words)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"supporter": ""}, "supporter"), ({"turns_on": None}, "turns_on"), ({"role": Role.FINANCE_LEAD}, "role"),
     ({"role": Role.SUPPORTER}, "band"), ({"turns_on": date(2020, 1, 1)}, "turns_on")],
)  # fmt: skip
def test_an_invitation_that_lacks_something_is_refused_beside_it(app, work, changes, field):
    with work(), pytest.raises(Refusal) as refused:
        panels_joining.invite(actor("Pia"), panel(), jade(**changes))
    assert refused.value.field == field


def test_only_those_on_it_find_a_panel(app, work):
    with work():
        found = panel()
        assert panels.get_panel_for(actor("Asha"), found.public_id) is found
        assert panels.get_panel_for(actor("Leah"), found.public_id) is found
        for name in ("Grace", "Noor", "Ben"):
            with pytest.raises(NotFound):
                panels.get_panel_for(actor(name), found.public_id)
        assert [user.name for user in panels.supported_by(actor("Leah"))] == ["Asha", "Tomos"]


def test_sg13_a_check_that_ran_out_stops_the_role_and_a_new_one_opens_it_again(app, work):
    with work():
        last = db.session.scalars(
            sa.select(Vetting.expires_on).where(Vetting.user_id == person("Pia").id)
        ).first()
        with clock.at(london_day_begins(last + timedelta(days=1)) - timedelta(seconds=1)):
            assert actor("Pia").has(Role.PARTICIPATION_WORKER)
        with clock.at(london_day_begins(last + timedelta(days=1))):
            stopped = actor("Pia")
            assert not stopped.has(Role.PARTICIPATION_WORKER)
            assert "ran out on" in stopped.why_paused
            assert "Part of your work is paused" in [need.title for need in panels_needs.needs_for(stopped)]
            today = local_date(now())
            adult = vetting.get_adult(person("Pia").public_id)
            with pytest.raises(Refusal, match="Somebody else"):
                vetting.note(actor("Pia"), adult, Check.DBS, today, today + timedelta(days=900))
            for check in Check:
                vetting.note(actor("Ada"), adult, check, today, today + timedelta(days=900))
            assert actor("Pia").has(Role.PARTICIPATION_WORKER)
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.update(Vetting).values(expires_on=date(2099, 1, 1)))


def test_a_check_is_warned_of_thirty_days_before_once_each(app, work):
    with work():
        last = db.session.scalars(
            sa.select(Vetting.expires_on).where(Vetting.user_id == person("Leah").id)
        ).first()
        with clock.at(london_day_begins(last - timedelta(days=31))):
            vetting.warn_due(now())
            assert letters("check:") == []
        with clock.at(london_day_begins(last - timedelta(days=30))):
            vetting.warn_due(now())
            sent = letters(f"check:{person('Leah').public_id}:dbs")
            assert {one.to_user_id for one in sent} == {person(n).id for n in ("Leah", "Pia", "Ada")}
            before = len(letters("check:"))
            vetting.warn_due(now())
            assert len(letters("check:")) == before
            assert all("Leah" not in one.body and "DBS" not in one.subject for one in sent)


def test_hard_case_6_at_16_in_the_middle_of_a_round_the_vote_stands_and_both_were_told(app, work):
    with work():
        round_ = an_open_round()
        turns("Tomos", AgeBand.THIRTEEN_TO_FIFTEEN, 1)
        vote("Tomos", round_, "Bike library", "Quiet garden")
        ages.keep_due(now())
        ages.keep_due(now())
        assert {one.to_user_id for one in letters("turns:")} == {person("Tomos").id, person("Leah").id}
        assert "You turn 16 soon" in panels_needs.needs_for(actor("Tomos"))[0].title
        assert any("Tomos" in need.title for need in panels_needs.needs_for(actor("Leah")))
        with clock.at(now() + timedelta(days=1)):
            assert actor("Tomos").age_band is AgeBand.SIXTEEN_SEVENTEEN  # before any job ran
            assert actor("Tomos").has(Role.YOUNG_ADVISOR)
            ages.keep_due(now())
            assert person("Tomos").age_band is AgeBand.SIXTEEN_SEVENTEEN
            assert age_of(person("Tomos")).turns == 18
        with clock.at(after_close(round_)):
            assert results.count_round(actor("Grace"), round_).outcome["voters"] == 1


def test_hard_case_6_at_18_nothing_of_the_staff_is_granted(app, work):
    with work():
        turns("Asha", AgeBand.SIXTEEN_SEVENTEEN, 1)
        before = actor("Asha")
        with clock.at(now() + timedelta(days=1)):
            grown = actor("Asha")
            assert (before.is_child, grown.is_child) == (True, False)
            assert grown.held == before.held
            assert not grown.speaks_officially
            ages.keep_due(now())
            assert actor("Asha").held == before.held


def test_hard_case_6_at_22_in_the_middle_of_a_round_access_ends_and_the_vote_stands(app, work):
    with work():
        round_ = an_open_round()
        turns("Asha", AgeBand.ADULT, 1)
        vote("Asha", round_, "Bike library", "Quiet garden")
        found, team = proposal(), panel().public_id
        advice.get_to_advise(actor("Asha"), found.public_id)
        with clock.at(now() + timedelta(days=1)):
            left = actor("Asha")
            assert left.roles == {Role.RESIDENT}
            with pytest.raises(NotFound):
                advice.get_to_advise(left, found.public_id)
            with pytest.raises(NotFound):
                panels.get_panel_for(left, team)
            assert [m.user.name for m in panels.members_of(panel())] == ["Tomos"]
            with pytest.raises(Refusal):
                vote("Asha", round_, "Bike library", key="another-key-that-is-long-enough")
            ages.keep_due(now())
            seats = db.session.scalars(sa.select(Membership).where(Membership.user_id == left.user_id)).all()
            assert {seat.role for seat in seats if seat.ends_on is None} == {Role.RESIDENT}
            assert actor("Asha").roles == {Role.RESIDENT}
        with clock.at(after_close(round_)):
            assert results.count_round(actor("Grace"), round_).outcome["voters"] == 1


def test_a_day_sealed_for_one_person_does_not_open_for_another(app, work):
    with work():
        turns("Asha", AgeBand.SIXTEEN_SEVENTEEN, 5)
        db.session.flush()
        raw = db.session.scalars(sa.select(User.turns_sealed).where(User.name == "Asha")).one()
        assert str(local_date(now()).year).encode() not in raw
        person("Tomos").turns_sealed = raw
        with pytest.raises(RuntimeError):
            age_of(person("Tomos"))
