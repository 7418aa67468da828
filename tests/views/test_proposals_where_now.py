"""A letter leads to where things are now: an invitation answered, an idea withdrawn, a group that must wait."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pots_terms import Terms
from commissioning.rules.proposals_advice import ages_wanted
from commissioning.rules.proposals_content import Content
from commissioning.services import advice, co_authors, merging, pots_terms, proposals_needs
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.pots_terms import NewTerms
from models.people import Membership
from tests.co_design_made import desk_reads, join, two
from tests.proposals_made import actor, drafted, pot, shortlisted


def test_an_invitation_answered_before_says_so_and_leads_on(sign_in, work):
    with work():
        idea = drafted("Asha")
        join(idea, "Asha", "Tomos")
        path = f"/proposals/{idea.public_id}"
    tomos = sign_in("Tomos")
    tomos.get(f"{path}/invitation", status=302)
    tomos.get(f"{path}/edit").says("You said yes to this already")
    tomos.post(f"{path}/leave", {})
    tomos.get(f"{path}/invitation", status=302)
    tomos.get("/").says("You wrote this with others, and have left it.")
    sign_in("Grace").get(f"{path}/invitation", status=404)  # never asked


def test_who_was_asked_what_they_think_of_an_idea_withdrawn_since_reads_that_it_was(sign_in, work):
    with work():
        idea = shortlisted("Mei")
        path = f"/proposals/{idea.public_id}"
        asked = advice.request_for(idea) is not None
        withdrawing.withdraw(actor("Mei"), idea.public_id, "")
    assert asked
    asha = sign_in("Asha")
    asha.get(f"{path}/advice", status=302)
    page = asha.get(path)
    page.says("Nobody waits for advice on this any more")
    page.never_says("have until", "were asked on")
    sign_in("Ben").get(f"{path}/advice", status=403)
    typed = {"view": "support", "reasons": "Lamps help us walk home.", "seen": "0"}
    asha.post(f"{path}/advice", typed, status=409).says(
        "Your advice was not sent", "Lamps help us walk home.", "See where it is now"
    )
    asha.post(f"{path}x/advice", typed, status=404)  # of an idea there never was


def test_who_is_on_a_panel_only_is_led_home_from_an_idea_withdrawn_since(sign_in, work):
    with work():
        idea = shortlisted("Mei")
        withdrawing.withdraw(actor("Mei"), idea.public_id, "")
        south = (Membership.user_id == actor("Tomos").user_id, Membership.scope_id == idea.team_id)
        db.session.execute(sa.delete(Membership).where(*south))
    tomos, path = sign_in("Tomos"), f"/proposals/{idea.public_id}/advice"
    tomos.get(path, status=302)
    tomos.get("/").says("Nobody waits for advice on that any more")
    tomos.post(path, {"view": "support", "reasons": "Good.", "seen": "0"}, status=409).says("Good.")


def test_whoever_must_wait_for_one_more_person_reads_that_and_may_leave(sign_in, work):
    with work():
        idea = drafted("Asha", title="Lamp walk")
        join(idea, "Asha", "Tomos", "Mei", "Ben")
        desk_reads()
        path = f"/proposals/{idea.public_id}"
        assert [need.path for need in proposals_needs.needs_for(actor("Ben"))] == [path]
        co_authors.leave(actor("Mei"), idea)
        needs = {name: proposals_needs.needs_for(actor(name))[0] for name in ("Ben", "Tomos", "Asha")}
        assert {needs[name].path for name in ("Ben", "Tomos")} == {f"{path}/authors"}
        assert needs["Ben"].title.startswith("Waits for one more person")
        assert needs["Asha"].path == path, "whoever began it goes on"
    ben = sign_in("Ben")
    for more in ("", "/edit", "/edit/idea"):
        page = ben.get(path + more, follow_redirects=True)
        page.says("Waiting for one more person", "What you wrote", "Who is here", "Asha", "Stop writing this")
        page.never_says("Lots of us have no bike")  # nobody else's words
    ben.get(f"{path}/check", status=409)
    ben.post(f"{path}/leave", {})
    sign_in("Tomos").get(path, follow_redirects=True).says("Last saved on")  # all of an age: they go on
    for name in ("Ben", "Mei"):  # what told Ben that Mei had left leads on, though he has left since
        page = sign_in(name).get(path)
        page.says("An idea you wrote with others", "You left it", "What you wrote stays with them")
        page.never_says("Lamp walk", "Asha", "Tomos", "Since")
    sign_in("Erin").get(path, status=404)


def test_whoever_left_an_idea_reads_that_its_joining_asks_nothing_of_them(sign_in, work):
    with work():
        one, other = two()
        made = merging.ask(actor("Mei"), one, other.public_id)
        path = f"/merges/{made.public_id}"
        co_authors.leave(actor("Cllr Idris"), other)
    idris = sign_in("Cllr Idris")
    idris.get(path, status=303)
    idris.get("/").says("nothing is asked of you")
    sign_in("Grace").get(path).says("Bike library at the quay", "Scooter shed")
    sign_in("Tomos").get(path, status=404)  # never wrote either


@pytest.mark.parametrize(
    ("ages", "says"), [((None, None), "any age"), ((9, None), "9 and over"), ((8, 17), ""), ((5, 20), "")]
)
def test_a_pot_for_some_ages_asks_for_an_age_left_open(ages, says):
    found = ages_wanted("Youth", Terms(ages_from=8, ages_to=17), Content(ages_from=ages[0], ages_to=ages[1]))
    assert [one.field for one in found] == ["ages_from"] * bool(says)
    assert all(says in one.say for one in found)
    assert ages_wanted("Anybody", Terms(), Content()) == []


def test_an_idea_of_any_age_is_told_before_it_is_sent_to_a_pot_for_some_ages(sign_in, work):
    with work():
        money = pot()
        pots_terms.set_terms(
            actor("Farid"), money, NewTerms(ages_from=8, ages_to=17), reason="It is for young people."
        )
        path = f"/proposals/{drafted('Mei', pot=money.public_id).public_id}"
    page = sign_in("Mei").get(f"{path}/check")
    page.says("“Wellbeing” is only for ages 8 to 17, and your idea says any age. Say which ages it is for")
    assert page.select('a[href$="#ages_from"]')
