"""Writing, sending in and reading proposals, page by page."""

from __future__ import annotations

from app.db import db
from commissioning.rules.proposals import State
from models.proposals import Proposal
from tests import proposals_made as made

LINES = {
    "lines-0-what": "Bikes",
    "lines-0-amount": "1,200",
    "lines-1-what": "Helmets",
    "lines-1-amount": "300.50",
}


def latest() -> Proposal:
    db.session.rollback()
    return db.session.query(Proposal).order_by(Proposal.id.desc()).first()


def test_asha_writes_an_idea_part_by_part_and_sends_it_in(sign_in):
    asha = sign_in("Asha")
    asha.get("/proposals/new").says("Propose an idea")
    page = asha.post("/proposals/new", {"title": "Bike library", "team": made.team_id()}, follow=True)
    page.says("part 1 of 5", "Why is it needed?")
    path = f"/proposals/{latest().public_id}"
    asha.post(
        f"{path}/edit/idea",
        {"title": "Bike library", "need": "No bikes", "who_benefits": "Us", "how_many": "60"},
    )
    asha.post(
        f"{path}/edit/place", {"areas": [made.area_id()], "builds_on": "A shed", "do": "later"}, follow=True
    ).says("Your ideas", "Bike library", "Saved")
    asha.get(f"{path}/check").says("Still to do", "Say what the council and its partners would do")
    asha.post(f"{path}/edit/costs", LINES, follow=True).says("part 4 of 5")
    asha.post(f"{path}/edit/parts", {"our_part": "Lend the shed", "your_part": "Mend the bikes"})
    asha.post(
        f"{path}/edit/group",
        {"group_name": "Us lot", "is_constituted": "no", "sponsor": "Quay School"},
        follow=True,
    ).says("Check your answers", "£1,500.50", "Quay School")
    asha.post(f"{path}/check", follow=True).says(
        "You have sent it in", "Being checked", "It is being read by someone whose job is to keep people safe"
    )
    assert latest().state is State.SUBMITTED
    sign_in("Carol").get(path, 404)


def test_the_list_and_the_check(sign_in, work):
    with work():
        proposal = made.submitted()
        path = f"/proposals/{proposal.public_id}"
    carol = sign_in("Carol")
    carol.get("/proposals").says("Bike library at the quay", "Millfield", "£1,500.50")
    carol.get("/reviews").says("Bike library at the quay")
    carol.get(f"/reviews/{proposal.public_id}").says("The checklist")
    page = carol.post(f"/reviews/{proposal.public_id}", {"outcome": "passed", "seen": "1"}, 200)
    page.says("Answer this check")
    sign_in("Grace").get(path).says("Bike library at the quay", "Being checked", "What has happened")
