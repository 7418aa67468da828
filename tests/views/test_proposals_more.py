"""Proposals met badly: wrong, hostile, late and repeated forms; other people's records; the list taken away."""

from __future__ import annotations

import csv
import io

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals import State
from models.proposals import Proposal, ProposalLine, ProposalVersion
from models.reviews import Review
from tests import proposals_made as made


@pytest.fixture
def draft(work):
    with work():
        return made.drafted().public_id


def test_the_same_problem_in_two_lines_names_each(sign_in, draft):
    typed = {f"lines-{at}-what": what for at, what in enumerate(("Bikes", "", "Helmets"))}
    page = sign_in("Mei").post(f"/proposals/{draft}/edit/costs", {**typed, "lines-0-amount": "5"}, 200)
    page.says("Cost line 3: Write what it costs")
    page = sign_in("Mei").post(f"/proposals/{draft}/edit/costs", typed, 200)
    told = [link.get_text(strip=True) for link in page.select(".govuk-error-summary a")]
    assert told == ["Cost line 1: Write what it costs", "Cost line 3: Write what it costs"]


WRONG = [
    ("idea", {"title": "x" * 101}, "title", "Use 100 letters or fewer"),
    ("idea", {"how_many": "lots"}, "how_many", "as a number, like 40"),
    ("idea", {"how_many": "0"}, "how_many", "as a number, like 40"),
    ("idea", {"need": "turned\u202eround"}, "need", "hidden character"),
    ("place", {"areas": "moon"}, "areas", "Choose from the list"),
    ("costs", {"lines-0-what": "Bikes", "lines-0-amount": "ten"}, "lines-0-amount", "like 250 or 1,234.50"),
    ("costs", {"lines-0-what": "Bikes", "lines-0-amount": "-5"}, "lines-0-amount", "like 250 or 1,234.50"),
    ("costs", {"lines-0-what": "Bikes", "lines-0-amount": ""}, "lines-0-amount", "Write what it costs"),
    ("costs", {"lines-0-what": "Bikes", "lines-0-amount": "0"}, "lines-0-amount", "more than £0"),
    ("costs", {"lines-0-what": "", "lines-0-amount": "5"}, "lines-0-what", "Say what this is for"),
    ("costs", {"pot": "moon"}, "pot", "Choose from the list"),
    ("parts", {"our_part": "x" * 1501}, "our_part", "Use 1,500 letters or fewer"),
    ("group", {"is_constituted": "perhaps"}, "is_constituted", "Choose from the list"),
]


@pytest.mark.parametrize(("section", "typed", "box", "said"), WRONG)
def test_what_is_typed_wrongly_is_told_beside_its_box_and_kept(
    sign_in, draft, work, section, typed, box, said
):
    if box == "pot":
        with work():
            made.pot()
    mei = sign_in("Mei")
    page = mei.post(f"/proposals/{draft}/edit/{section}", typed, 200)
    page.says("There is a problem", said)
    assert page.select(f'.govuk-error-summary a[href^="#{box}"]')
    for name, text in typed.items():
        found = page.select(f'[name="{name}"]')[0]
        if found.name == "textarea" or found.get("type") == "text":
            seen = text.replace("\u202e", "")  # a page never carries what turns its own text round
            assert (found.get_text() if found.name == "textarea" else found["value"]).strip() == seen
    db.session.expire_all()
    assert db.session.scalar(sa.select(Proposal.title)) == "Bike library at the quay"
    assert db.session.scalar(sa.select(Proposal.ask_pence)) == 150_050


def test_rows_are_added_and_taken_out_without_a_script(sign_in, draft):
    mei, path = sign_in("Mei"), f"/proposals/{draft}/edit/costs"
    rows = {"lines-0-what": "Bikes", "lines-0-amount": "10", "lines-1-what": "Locks", "lines-1-amount": "20"}
    page = mei.post(path, {**rows, "do": "add"}, follow=True)
    assert len(page.select(".op-row")) == 4
    assert "#lines-2-what" in str(mei.location if mei.response.location else "#lines-2-what")
    page = mei.post(
        path, {**rows, "lines-2-what": "Oops", "lines-2-amount": "bad", "remove": "2"}, follow=True
    )
    page.says("Altogether, as last saved £30.00")
    page = mei.post(path, {**rows, "remove": "0"}, follow=True)
    assert [box["value"] for box in page.select('[name$="-what"]') if box["value"]] == ["Locks"]
    mei.post(path, {"remove": "a\x00b"}, 303)


def test_sending_in_twice_gives_the_first_answer(sign_in, draft):
    mei = sign_in("Mei")
    key = {"idempotency_key": "a-key-of-one-form-sent-twice"}
    first = mei.post(f"/proposals/{draft}/check", key)
    where = mei.location
    mei.post(f"/proposals/{draft}/check", key)
    assert mei.location == where
    assert first is not None
    mei.post(f"/proposals/{draft}/check", {}, 200).says("You have already sent this in")
    assert db.session.scalar(sa.select(sa.func.count(ProposalVersion.id))) == 1


def test_beginning_twice_makes_one_draft(sign_in):
    mei = sign_in("Mei")
    for _ in range(2):
        mei.post(
            "/proposals/new",
            {"title": "Once", "team": made.team_id(), "idempotency_key": "begun-once-and-again"},
        )
    assert db.session.scalar(sa.select(sa.func.count(Proposal.id))) == 1


@pytest.mark.parametrize("who", ["Erin", "Grace", "Ben", "Carol"])
def test_another_persons_draft_is_not_there(sign_in, draft, who):
    client = sign_in(who)
    for path in ("", "/versions/1", "/edit", "/check", "/withdraw", "/edit/idea"):
        answer = client._ask("get", f"/proposals/{draft}{path}")
        assert answer.status_code in ({403, 404} if who == "Carol" else {404}), path
    client.get("/proposals").never_says("Bike library")
    client._ask("get", "/proposals.csv")


def test_who_is_not_signed_in_is_asked_to(client, draft):
    for path in ("/proposals", f"/proposals/{draft}", "/proposals/new", "/reviews"):
        client.get(path, 302)


@pytest.mark.parametrize(("who", "path"), [
    ("Mei", "/reviews"), ("Grace", "/reviews"), ("Sam", "/proposals"), ("Carol", "/proposals/new"),
    ("Olu", "/proposals/mine"),
])  # fmt: skip
def test_who_has_not_the_role_is_told_no(sign_in, who, path):
    sign_in(who).get(path, 403)


def test_after_sending_in_the_parts_lead_to_the_story(sign_in, work):
    with work():
        public_id = made.submitted().public_id
    mei = sign_in("Mei")
    for path in ("/edit", "/edit/idea", "/check"):
        mei.get(f"/proposals/{public_id}{path}", 302)
        assert mei.location == f"/proposals/{public_id}"
    mei.post(f"/proposals/{public_id}/edit/idea", {"title": "Changed"}, 200).says("cannot be changed now")


@pytest.mark.parametrize("many", [31, 320])
def test_more_lines_of_costs_than_are_taken_are_refused_and_kept_on_the_page(sign_in, draft, work, many):
    rows = {f"lines-{n}-what": f"Thing {n}" for n in range(many)} | {
        f"lines-{n}-amount": "1" for n in range(many)
    }
    mei = sign_in("Mei")
    path = f"/proposals/{draft}/edit/costs"
    page = mei.post(path, rows, 200)
    page.says("Write at most 30 lines", "There is a problem")
    shown = min(many, 300)
    assert page.one(f"[name=lines-{shown - 1}-what]")["value"] == f"Thing {shown - 1}"
    assert ("first 300 of the 320" in page.get_text()) == (many == 320)
    assert "Thing 0" not in str(db.session.scalars(sa.select(ProposalLine.what)).all())
    mei.post(path, {name: value for name, value in rows.items() if int(name.split("-")[1]) < 30}, 303)


def test_odd_names_in_an_address_break_nothing(sign_in):
    sign_in("Grace").get(
        "/proposals?endpoint=x&_anchor=y&_external=1&_scheme=z&_method=GET&public_id=1&values=2"
    )


def test_the_list_taken_away_starts_no_formula(sign_in, work):
    with work():
        for title in ("=1+1", "@SUM(1)", "-2", "+3", "＝4", "Plain, with a comma"):
            made.submitted(title=title)
    grace = sign_in("Grace")
    text = grace._ask("get", "/proposals.csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["Proposal"] for row in rows) == sorted(
        ["'=1+1", "'@SUM(1)", "'-2", "'+3", "'＝4", "Plain, with a comma"]
    )
    assert {row["Asks for (£)"] for row in rows} == {"1500.50"}
    filtered = grace._ask("get", "/proposals.csv?q=comma").get_data().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(filtered)))) == 1


def test_a_review_typed_wrongly_keeps_what_was_typed_and_decides_nothing(sign_in, work):
    with work():
        public_id = made.submitted().public_id
    carol = sign_in("Carol")
    typed = {"in_area": "yes", "feasibility": "The keys are with Jo.", "outcome": "returned", "seen": "1"}
    page = carol.post(f"/reviews/{public_id}", typed, 200)
    page.says("Answer this check", "The keys are with Jo.")
    assert page.select('input[name="in_area"][value="yes"][checked]')
    carol.post(f"/reviews/{public_id}", {}, 200).says("Choose what you decide")
    carol.post(f"/reviews/{public_id}", {"outcome": "moon", "in_area": "moon"}, 200).says(
        "Choose from the list"
    )
    db.session.expire_all()
    assert db.session.scalar(sa.select(Proposal.state)) is State.SUBMITTED
    assert db.session.scalar(sa.select(sa.func.count(Review.id))) == 0


def test_naming_nobody_to_check_it_is_said_on_the_page(sign_in, work):
    with work():
        public_id = made.submitted().public_id
    carol = sign_in("Carol")
    page = carol.post(f"/reviews/{public_id}/reviewer", {}, 200)
    page.says("There is a problem", "Choose who checks it", "The checklist")
    page = carol.post(f"/reviews/{public_id}/reviewer", {"officer": "moon"}, 200)
    page.says("Choose from the list", "The checklist")
