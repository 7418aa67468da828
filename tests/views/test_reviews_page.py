"""The page of a check: what the officer reads, what is said of what waits, and no pass for words nobody read."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.reviews import Check, Outcome, still_read
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services import review_assignments, reviews
from models.proposals import Proposal
from models.reviews import Review
from tests.attachments_made import document, picture
from tests.co_design_made import release
from tests.proposals_made import actor, drafted, let_through, reviewed, submitted
from tests.services.test_review_assignments import second_officer

PASS = {
    **dict.fromkeys(map(str, Check), "yes"), "feasibility": "Yes, by May.", "cost": "The 1,235.50 is about right.",
    "risk": "Rain is the main one.", "equality": "Girls gain most.", "outcome": "passed",
}  # fmt: skip


def returned(by: str = "Mei") -> Proposal:
    """One that Carol gave back, and that can be changed now."""
    found = submitted(by)
    reviewed(found, Outcome.RETURN, "Show how the kit costs so much.")
    return found


def sent_again(found: Proposal, **changes: object) -> None:
    if changes:
        drafts.save(actor("Mei"), found.public_id, changes)
    drafts.submit(actor("Mei"), found.public_id)


def test_a_check_sent_while_newer_words_are_read_gives_the_notes_back(sign_in, work):
    with work():
        found = let_through(submitted("Ben"))
        path, unread = f"/reviews/{found.public_id}", f"/reviews/{submitted('Asha').public_id}"
    carol = sign_in("Carol")
    seen = carol.get(path).one('input[name="seen"]')["value"]
    with work():
        reviewed(found, Outcome.RETURN, "Show how the kit costs so much.")
        drafts.save(actor("Ben"), found.public_id, {"title": "My secret"})
        drafts.submit(actor("Ben"), found.public_id)
    page = carol.post(path, {**PASS, "seen": seen}, status=409)
    page.says("It was sent in anew", "reads the new words first", "Your check was not sent", "Pass it")
    assert page.one("#typed-cost").get_text() == PASS["cost"]
    page.never_says("My secret")
    carol.get(path, status=409).never_says("Your check was not sent", "My secret")
    for who, where in ((carol, unread), (sign_in("Pia"), path), (sign_in("Ben"), path)):
        who.post(where, {**PASS, "seen": seen}, status=404 if who is carol else 403)
    assert db.session.scalars(sa.select(Review.outcome)).all() == [Outcome.RETURN]
    with work():
        let_through(found)
    carol.get(path).says("My secret")


def test_a_version_nobody_read_is_not_passed_from_the_page_of_an_older_one(sign_in, work):
    with work():
        found = submitted()
        path = f"/reviews/{found.public_id}"
    carol = sign_in("Carol")
    seen = carol.get(path).one('input[name="seen"]')["value"]
    with work():
        reviewed(found, Outcome.RETURN, "Show how the kit costs so much.")
        sent_again(found, lines=[CostLine("Bikes", Pence(730_000))])
    for stale in ({**PASS, "seen": seen}, PASS):
        page = carol.post(path, stale, 200)
        page.says(
            "It was sent in anew after you opened this page", "The 1,235.50 is about right.", "£7,300.00"
        )
    db.session.expire_all()
    assert db.session.scalar(sa.select(Proposal.state)) is State.SUBMITTED
    assert db.session.scalars(sa.select(Review.outcome)).all() == [Outcome.RETURN]
    carol.post(path, {**PASS, "seen": page.one('input[name="seen"]')["value"]})
    assert db.session.scalar(sa.select(Proposal.state)) is State.SHORTLISTED


def test_a_second_check_says_what_has_changed_since_the_first(sign_in, work):
    with work():
        found = returned()
        path = f"/reviews/{found.public_id}"
        sent_again(found)
    carol = sign_in("Carol")
    carol.get(path).says("Version 1 was returned on", "It was sent in again just as it was")
    with work():
        reviewed(found, Outcome.RETURN, "It is still the same.")
        sent_again(found, our_part="The council lends two sheds.")
    page = carol.get(path)
    page.says("Version 2 was returned on", "Changed since: our part.")
    page.never_says("just as it was")
    page.one(f'a[href="/proposals/{found.public_id}/compare?from=2&to=3"]')


def test_photos_and_quotes_are_on_it_and_what_is_still_being_read_is_counted(sign_in, work):
    with work():
        found = drafted("Ben")
        for shade, words in ((31, "The empty shed"), (32, "The far wall")):
            extras.add_photo(actor("Ben"), found.public_id, picture((40, shade), words=words))
        asked = {"what": "Helmets", "supplier": "Quay Cycles", "pence": Pence(30_000), "upload": document()}
        quote = extras.add_quote(actor("Ben"), found.public_id, **asked)
        drafts.submit(actor("Ben"), found.public_id)
        let_through(found)
    carol, path = sign_in("Carol"), f"/reviews/{found.public_id}"
    page = carol.get(path)
    page.says("2 photos and 1 quote are still being read")
    page.never_says("The empty shed", "A quote for the gate")
    page.one(f'a[href="/proposals/{found.public_id}"]')
    with work():
        first, second = extras.photos_of(found, actor("Ben"))
        [(_, [file])] = extras.quotes_of(found, actor("Ben"))
        for one in (first.attachment, quote, file.attachment):
            release(one.public_id)
    page = carol.get(path)
    page.says("The empty shed", "Quay Cycles", "A quote for the gate", "1 photo is still being read")
    page.one(f'a[href="/files/{file.attachment.public_id}"]')
    with work():
        release(second.attachment.public_id)
    carol.get(path).never_says("still being read")


def test_what_waits_is_said_in_plain_words():
    assert still_read(0, 0) == ""
    assert still_read(0, 1).startswith("1 quote is still being read")
    assert still_read(2, 2).startswith("2 photos and 2 quotes are still being read")


def test_the_form_is_for_the_officer_who_is_named_and_what_another_wrote_is_kept(sign_in, work):
    with work():
        found, wren = submitted(), second_officer()
        path = f"/reviews/{found.public_id}"
        review_assignments.assign(actor("Carol"), found, wren.public_id)
    carol = sign_in("Carol")
    page = carol.get(path)
    page.says("Wren is named to check this", "name yourself first")
    page.never_says("The checklist")
    carol.post(path, {**PASS, "seen": "1"}, 200).says("Wren is named to check this", "Yes, by May.")
    sign_in("Wren").get(path).says("Wren is named to check this", "The checklist")


def test_one_named_to_an_officer_who_has_left_waits_for_everybody_again(sign_in, work):
    with work():
        found, wren = submitted(), second_officer()
        review_assignments.assign(actor("Carol"), found, wren.public_id)
        assert reviews.needs_for(actor("Carol")) == []
        wren.memberships[0].ends_on = local_date(now())
    assert [need.path for need in reviews.needs_for(actor("Carol"))] == [f"/reviews/{found.public_id}"]
    carol = sign_in("Carol")
    carol.get("/reviews").never_says("Wren")
    page = carol.get(f"/reviews/{found.public_id}")
    page.says("Wren was named to check this and cannot any more", "The checklist")
    carol.post(f"/reviews/{found.public_id}", {**PASS, "seen": "1"})
    assert db.session.scalar(sa.select(Proposal.state)) is State.SHORTLISTED
