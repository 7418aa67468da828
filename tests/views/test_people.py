"""Adding people, their words, and ending what they hold."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.ages import age_of
from app.db import db
from models.people import User
from models.places import Area
from participation.rules.ages import Age
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.services import people
from tests.conftest import person

NEW = {"name": "Jade", "role": "young_advisor", "band": "13-15", "username": "jade"}


def _south() -> str:
    return next(team.public_id for team in people.teams() if "South" in team.name)


def test_a_worker_adds_a_young_advisor_who_signs_in_with_four_words(sign_in, client):
    pia = sign_in("Pia")
    page = pia.post("/people/new", {**NEW, "team": _south()}, status=200)
    words = " ".join(word.get_text() for word in page.select(".op-words__word"))
    assert len(words.split()) == 4
    client.post("/sign-in", {"name": "jade", "words": words})
    client.get("/your-words").says("Jade")


def test_a_worker_may_not_make_an_administrator(sign_in):
    sign_in("Pia").post("/people/new", {**NEW, "role": "administrator", "band": "18+"}, status=200).says(
        "Choose from the list"
    )


def test_refusals_stand_beside_their_field(sign_in):
    ada = sign_in("Ada")
    ada.post("/people/new", {**NEW, "role": "finance_lead"}, status=200).says(
        "Only an adult may hold that role"
    )
    ada.post("/people/new", {**NEW, "team": ""}, status=200).says("Choose the team this person belongs to")
    ada.post("/people/new", {**NEW, "team": _south(), "username": "Asha"}, status=200).says("small letters")
    ada.post("/people/new", {**NEW, "team": _south(), "username": "asha"}, status=200).says(
        "Somebody signs in with that already"
    )
    ada.post("/people/new", {**NEW, "team": _south(), "username": ""}, status=200).says(
        "Give an e-mail address, or a user name"
    )


def test_new_words_end_the_old_ones_and_every_session(sign_in, client):
    asha = sign_in("Asha")
    sign_in("Pia").post(f"/people/{person('Asha').public_id}/words", {}, status=200).says("Words for Asha")
    asha.get("/your-words", 302)
    client.post("/sign-in", {"name": "asha", "words": "maple river lantern otter"}, status=200)


def test_a_worker_finds_only_those_they_look_after(sign_in):
    pia = sign_in("Pia")
    pia.get("/people").never_says("Farid")
    pia.get(f"/people/{person('Farid').public_id}", 404)
    sign_in("Ada").get("/people?q=farid").says("Farid", "Finance lead")


def test_ending_a_role_ends_what_it_opened(sign_in):
    farid = person("Farid")
    ada, farids = sign_in("Ada"), sign_in("Farid")
    ada.post(f"/people/{farid.public_id}/end", {"membership": farid.memberships[0].id})
    farids.get("/people", 403)
    ada.get(f"/people/{farid.public_id}").says("ended")


def test_changing_ones_own_password(sign_in, client):
    carol = sign_in("Carol")
    carol.post("/your-words", {"old_words": "no", "new_words": "long enough to keep"}, status=200).says(
        "Those are not your words or password now"
    )
    carol.post("/your-words", {"old_words": "a-quiet-acorn-grows", "new_words": "short"}, status=200).says(
        "Use 15 letters or more"
    )
    carol.post("/your-words", {"old_words": "a-quiet-acorn-grows", "new_words": "long enough to keep"})
    client.post("/sign-in", {"name": "carol@alderbrook.example", "words": "long enough to keep"})
    assert client.location == "/"


def test_a_young_advisor_s_own_new_words_are_read_as_signing_in_reads_them(sign_in, client):
    asha = sign_in("Asha")
    asha.post(
        "/your-words", {"old_words": "Maple River Lantern Otter", "new_words": "1234567890123456"}, status=200
    ).says("Use 15 letters or more")
    asha.post(
        "/your-words", {"old_words": "Maple-River lantern otter", "new_words": "Purple Socks, on a Tuesday!"}
    )
    client.post("/sign-in", {"name": "asha", "words": "purple socks on a tuesday"})
    assert client.location == "/"


def test_an_administrator_adds_a_worker_for_one_office(sign_in):
    ada = sign_in("Ada")
    new = {**NEW, "role": "front_line_worker", "band": "18+", "username": "lou", "team": "", "area": ""}
    ada.post("/people/new", new, status=200).says("Choose the office this person works in")
    millfield = db.session.scalars(sa.select(Area).where(Area.name == "Millfield")).one()
    ada.post("/people/new", {**new, "area": millfield.public_id}, status=200).says("Words for")
    lou = db.session.scalars(sa.select(User).where(User.username == "lou")).one()
    assert [(m.scope_kind, m.scope_id) for m in lou.memberships] == [(ScopeKind.AREA, millfield.id)]
    ada.get(f"/people/{lou.public_id}").says("Front-line worker", ", Millfield")
    ada.get(f"/people/{person('Una').public_id}").says("Partner’s finance lead", ", Alderbrook Health")
    ada.post("/people/new", {**new, "role": "partner_finance_lead", "username": "max"}, status=200).says(
        "named where the partner is asked to pledge"
    )


def test_somebody_who_is_here_already_is_given_another_role_for_a_while(sign_in):
    ada, mei = sign_in("Ada"), f"/people/{person('Mei').public_id}"
    ada.post(f"{mei}/role", {"role": "commissioning_officer", "until": "2020-01-01"}, 200).says(
        "Choose today or a later day"
    )
    ada.post(f"{mei}/role", {"role": "commissioning_officer", "until": "2027-02-01"}, follow=True).says(
        "They hold that now", "Commissioning officer", "ends at the start of Tuesday 2 February 2027"
    )
    ada.post(f"{mei}/role", {"role": "commissioning_officer"}, 200).says("They hold that already")
    sign_in("Mei").get("/reviews").says("Proposals to check")


def test_nobody_gives_a_role_that_is_their_own_or_not_theirs_to_give_or_does_not_fit(sign_in):
    ada = sign_in("Ada")
    own, asha = (f"/people/{person(name).public_id}/role" for name in ("Ada", "Asha"))
    ada.post(own, {"role": "finance_lead"}, 200).says("Somebody else gives you a role")
    ada.post(asha, {"role": "finance_lead"}, 200).says("Only an adult may hold that role")
    ada.post(asha, {"role": "team_member"}, 200).says("Choose the team this person belongs to")
    sign_in("Pia").post(asha, {"role": "administrator"}, 200).says("Choose from the list")


def test_nobody_holds_two_roles_that_check_each_other_nor_is_staff_and_a_young_advisor(sign_in):
    ada = sign_in("Ada")
    hugh, olu = (f"/people/{person(name).public_id}/role" for name in ("Hugh", "Olu"))
    ada.post(hugh, {"role": "commissioning_officer"}, follow=True).says("They hold that now")
    ada.post(hugh, {"role": "auditor"}, 200).says("nobody holds that and “Auditor” together", "checks what")
    advisor = {"role": "young_advisor", "team": _south(), "turns_on": "2028-01-01"}
    ada.post(hugh, advisor, 200).says("Young advisors are never staff")
    for role in ("finance_lead", "decision_maker"):
        ada.post(hugh, {"role": role}, 200).says("They hold “Commissioning officer”")
    ada.post(olu, {"role": "commissioning_officer"}, 200).says("They hold “Auditor”")
    ada.post(olu, {"role": "data_protection_officer"}, follow=True).says("They hold that now")
    held = [(m.user.name, m.role) for m in person("Hugh").memberships]
    assert held == [("Hugh", Role.OFFICE_MANAGER), ("Hugh", Role.COMMISSIONING_OFFICER)]


def test_a_young_advisor_of_18_or_over_is_one_until_a_day_that_is_known(sign_in):
    ada, ben = sign_in("Ada"), f"/people/{person('Ben').public_id}/role"
    role = {"role": "young_advisor", "team": _south()}
    ada.post(ben, role, 200).says("Young advisors are younger than 22. Write the day they turn 22")
    ada.post(ben, {**role, "turns_on": "2031-01-01"}, 200).says("turns 22 sooner than that")
    ada.post(ben, {**role, "turns_on": "2020-01-01"}, 200).says("That day has passed")
    assert person("Ben").turns_sealed is None
    ada.post(ben, {**role, "turns_on": "2028-01-01"}, follow=True).says("They hold that now", "Young advisor")
    assert age_of(person("Ben")) == Age(AgeBand.ADULT, date(2028, 1, 1))
    new = {**NEW, "team": _south(), "band": "18+"}
    ada.post("/people/new", new, 200).says("Young advisors are younger than 22")
    ada.post("/people/new", {**new, "turns_on": "2028-01-01"}, 200).says("Words for Jade")
    assert age_of(person("Jade")) == Age(AgeBand.ADULT, date(2028, 1, 1))
