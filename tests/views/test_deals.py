"""Deals in a browser: made by a class and a worker, agreed by both, checked in; refusals beside their fields."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.deals import Deal

PAIR = {
    "our_text": "Open the hall on Fridays", "our_owner": "Head of parks", "your_text": "Help run the tuck shop",
    "our_by-day": "1", "our_by-month": "2", "our_by-year": "2027",
}  # fmt: skip


def _team(page) -> str:
    return next(
        i["value"] for i in page.select("input[name=team]") if "South" in i.find_parent("div").get_text()
    )


def _made(sign_in) -> str:
    pia = sign_in("Pia")
    team = _team(pia.get("/deals/new"))
    pia.post("/deals/new", {"title": "The Friday Deal", "about": "For Millfield", "team": team})
    return pia.location


def seen(somebody, path) -> dict[str, str]:
    """What the page of a Deal sends with somebody's yes: the mark of the words on it."""
    return {"seen": somebody.get(path).one("input[name=seen]")["value"]}


def test_it_works(sign_in, client):
    path = _made(sign_in)
    pia, asha, rhona = sign_in("Pia"), sign_in("Asha"), sign_in("Rhona")
    sign_in("Carol").post(f"{path}/pair", PAIR)
    pia.get(path).says("The Friday Deal", "Open the hall on Fridays", "Ask both sides to agree")
    client.get(path, 404)
    pia.post(f"{path}/offer")
    asha.post(f"{path}/agree", seen(asha, path), follow=True).says("You agreed for your side.")
    rhona.post(f"{path}/agree", seen(rhona, path), follow=True).says("Both sides have agreed.")
    review = {"review_on-day": "1", "review_on-month": "3", "review_on-year": "2027"}
    rhona.post(f"{path}/begin", {}, status=200).says("Choose a day to look at it again")
    rhona.post(f"{path}/begin", review, follow=True).says("The Deal has begun.", "Check in on pair 1")
    client.get(path).says("Open the hall on Fridays", "Head of parks")
    client.get("/deals").says("The Friday Deal")
    client.get(f"{path}/poster").says("The Friday Deal", "Help run the tuck shop")


def test_a_check_in_by_each_side(sign_in, client):
    path = _made(sign_in)
    sign_in("Carol").post(f"{path}/pair", PAIR)
    sign_in("Pia").post(f"{path}/offer")
    for name in ("Asha", "Rhona"):
        somebody = sign_in(name)
        somebody.post(f"{path}/agree", seen(somebody, path))
    sign_in("Grace").post(
        f"{path}/begin", {"review_on-day": "1", "review_on-month": "3", "review_on-year": "2027"}
    )
    pair = db.session.scalars(sa.select(Deal)).one().pairs[0].public_id
    check_in = f"{path}/pair/{pair}/check-in"
    rhona = sign_in("Rhona")
    rhona.get(check_in).never_says("not_now")
    rhona.post(check_in, {"progress": "kept", "words": ""}, status=200).says("Say what was done, or why not")
    rhona.post(check_in, {"progress": "not_now", "words": "we are busy now"}, status=200).says(
        "Choose from the list"
    )
    rhona.post(check_in, {"progress": "in_progress", "words": "Open two Fridays of four."})
    asha = sign_in("Asha")
    asha.get(check_in).says("“Not now” is fine, and you do not have to say why.")
    asha.post(check_in, {"progress": "in_progress", "words": "Eleven of us came."})
    asha.get(path).says("Your words are being read by the person who keeps children safe")
    rhona.get(path).never_says("Eleven of us came.", "are being read by")
    asha.post(check_in, {"progress": "not_now", "words": ""})
    page = client.get(path)
    page.says("Open two Fridays of four.", "Under way")
    page.never_says("ot now")
    asha.get(path).says("You said “not now”. Only you see this.")


def test_a_form_with_gaps_keeps_what_was_typed(sign_in):
    path = _made(sign_in)
    page = sign_in("Carol").post(f"{path}/pair", {**PAIR, "our_owner": "", "our_by-month": "13"}, status=200)
    page.says("Say who answers for our part", "Write a real date")
    assert "Open the hall on Fridays" in page.one("textarea[name=our_text]").get_text()


def test_the_same_form_sent_twice_makes_one_deal(sign_in):
    pia = sign_in("Pia")
    data = {"title": "Twice", "about": "For us", "team": "borough", "idempotency_key": "k" * 24}
    pia.post("/deals/new", data)
    first = pia.location
    pia.post("/deals/new", data)
    assert pia.location == first
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Deal)) == 1


def test_somebody_elses_team_s_deal_is_not_found(sign_in):
    path = _made(sign_in)
    for name in ("Erin", "Farid"):
        sign_in(name).get(path, 404)
    sign_in("Erin").get(f"{path}/pair", 404)
    sign_in("Farid").get("/deals/new", 403)


def test_the_director_speaks_for_our_side_behind_every_link_shown(sign_in):
    path = _made(sign_in)
    noor = sign_in("Noor")
    sign_in("Carol").post(f"{path}/pair", PAIR)
    sign_in("Pia").post(f"{path}/offer")
    for link in noor.get(path).select('main a[href*="/pair"]'):
        noor.get(link["href"])
    noor.post(f"{path}/agree", seen(noor, path), follow=True).says("You agreed for our side.")
