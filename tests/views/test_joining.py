"""The pages of joining two ideas and of showing changes: each state says what is so, and offers what can be done."""

from __future__ import annotations

import pytest

from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.proposals_content import Section
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_authors,
    co_drafts,
    co_invitations,
    comments,
    comments_moderating,
    merging,
    suggestions,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_showing as showing
from commissioning.services.proposals_withdrawing import withdraw
from models.proposals import Proposal
from tests.co_design_made import joined, two
from tests.proposals_made import actor, newest


@pytest.fixture
def ideas(work) -> tuple[str, str, str]:
    """The addresses of both ideas and of the asking. Mei has asked, Grace has said yes, Cllr Idris has not answered."""
    with work():
        one, other = two()
        question = comments.say(actor("Cllr Idris"), one, CommentKind.QUESTION, "Is there a shed?")
        comments_moderating.moderate(actor("Pia"), question, Moderation.SHOWN)
        suggestions.suggest(actor("Cllr Idris"), one.public_id, Part.NEED, "Fares doubled.", seen=1)
        co_invitations.invite(actor("Grace"), other, who=actor("Tomos").public_id)
        asked = merging.ask(actor("Mei"), one, other.public_id)
        merging.answer(actor("Grace"), asked, yes=True)
        return f"/proposals/{one.public_id}", f"/proposals/{other.public_id}", f"/merges/{asked.public_id}"


def rewrite(work, address: str, name: str = "Mei") -> None:
    with work():
        drafts.save(actor(name), address.rsplit("/", 1)[1], {"need": "The buses stopped."}, seen=None)


def test_a_change_after_a_yes_is_said_on_every_page_and_asked_again(sign_in, ideas, work):
    one, other, asked = ideas
    mei, idris = sign_in("Mei"), sign_in("Cllr Idris")
    mei.get(one).says("You have said yes", "everybody is asked again")
    idris.get(other).says("you have not answered yet", "Read both and answer")
    mei.get(f"{one}/open").says("Nothing has changed since the others last read it")
    mei.post(f"{one}/open", {}, 200).says("Nothing has changed since")
    rewrite(work, one)
    for page in (mei.get(one), mei.get(asked)):
        page.says("until you show them or put them back")
    mei.get(one).says("Show what you have changed")
    for page in (idris.get(other), idris.get(asked), idris.post(asked, {"answer": "yes"}, 200)):
        page.says("The people writing “Bike library at the quay” are changing it")
    mei.get(f"{one}/edit").says("Show others what you have changed")
    mei.get(f"{one}/open").says("Show what you have changed", "Earlier versions are kept")
    mei.post(f"{one}/open", {}, follow=True).says(
        "Others see the changes", "Changes shown to others", "Version 2"
    )
    idris.get(asked).says("The words have changed since this was asked", "Everybody is asked again here")
    idris.post(asked, {"answer": "yes"}, 200).says("have changed since")
    [link] = [a["href"] for a in idris.get(asked).select("main a") if "/merges/" in a["href"]]
    idris.get(link).says("0 of 1 said yes", "0 of 2 said yes", "The buses stopped.")
    idris.post(link, {"answer": "no"})
    idris.get(asked).says("See what came of it")


def test_once_joined_nothing_old_is_asked_any_more_and_old_pages_tell_the_truth(sign_in, ideas, work):
    one, other, asked = ideas
    mei, idris, tomos = sign_in("Mei"), sign_in("Cllr Idris"), sign_in("Tomos")
    idris.post(asked, {"answer": "yes"}, follow=True).says("Two ideas became this one", "Is there a shed?")
    made = f"/proposals/{newest().public_id}"
    mei.get("/").says("Answer a question about “Bike library at the quay and scooter shed”")
    mei.get(one).says("Closed without an answer", "went along with it", "See the joined idea")
    assert not [a for a in mei.get(one).select("main a") if a.get_text(strip=True).startswith("Answer")]
    [shown] = [a["href"] for a in mei.get(made).select("main a") if f"{made}/talk/" in a["href"]]
    mei.get(shown).says("Is there a shed?")
    mei.get(shown.replace(made, one), 303)
    mei.get(one + "/talk").says("The talk about this idea is over")
    tomos.get(f"{other}/invitation", 302)
    tomos.get("/").says("This idea has moved on")
    for name in ("Grace", "Cllr Idris"):
        with work():
            co_authors.leave(actor(name), newest())
    with work():
        withdraw(actor("Mei"), made.rsplit("/", 1)[1])
    erin = sign_in("Erin")
    erin.get(one).says("The joined idea was withdrawn on")
    erin.get(made, 404)
    mei.get(asked).says("was withdrawn on", "See the joined idea")


def test_a_suggestion_left_open_is_closed_in_words_when_the_idea_moves_on(sign_in, ideas, work):
    one = ideas[0]
    with work():
        idea = drafts.get_own(actor("Mei"), one.rsplit("/", 1)[1])
        assert isinstance(idea, Proposal)
        [waits] = suggestions.waiting_for(actor("Mei"))
        address = f"/suggestions/{waits.public_id}"
        drafts.submit(actor("Mei"), idea.public_id)
    mei = sign_in("Mei")
    page = mei.get(address)
    page.says("Closed without an answer", "Nobody need answer it")
    assert not page.select('[name="answer"]')
    for answer in ("accept", "decline"):
        mei.post(address, {"answer": answer, "reason": "Thank you, not this time."}, 200).says("has moved on")
    assert "/suggestions/" not in mei.get("/").text


def test_people_say_yes_to_the_joined_words_themselves(sign_in, ideas):
    asked = ideas[2]
    page = sign_in("Cllr Idris").get(asked)
    page.says(
        "What the joined idea would say",
        "Bike library at the quay and scooter shed",
        "Twenty second-hand bikes",
    )
    page.says("A shed", "About 60 people", "the larger of your two numbers", "Scooters lie about.")
    page.never_says("About 120 people")


def test_a_joined_idea_longer_than_its_form_is_changed_without_cutting_it(sign_in, work):
    with work():
        one, other = two()
        for by, idea in (("Mei", one), ("Grace", other)):
            for section, changes in (
                (Section.IDEA, {"need": f"{by} says why.\n" * 70}),
                (Section.GROUP, {"group_name": f"{by} and friends, " * 6}),
            ):
                part = co_drafts.seen_by(actor(by), idea)[section]
                drafts.save(actor(by), idea.public_id, changes, seen=part.number)
            showing.show_changes(actor(by), idea.public_id)
        path = f"/proposals/{joined(one, other).public_id}"
    mei = sign_in("Mei")
    page = mei.get(f"{path}/edit/idea")
    need = page.one('textarea[name="need"]').text.lstrip("\n").replace("\n", "\r\n")
    assert len(need) > 1600
    sent = {"title": "Both", "need": need, "who_benefits": "Children", "how_many": "45", "seen": "0"}
    sent["seen"] = page.one('input[name="seen"]')["value"]
    mei.post(f"{path}/edit/idea", sent)
    mei.get(f"{path}/edit/idea").one('input[name="how_many"][value="45"]')
    mei.post(f"{path}/edit/idea", {**sent, "need": need + "x"}, 200).says("Use 1,500 letters or fewer")
    group = mei.get(f"{path}/edit/group").one('input[name="group_name"]')["value"]
    assert len(group) > 120
    seen = mei.get(f"{path}/edit/group").one('input[name="seen"]')["value"]
    mei.post(f"{path}/edit/group", {"group_name": group, "is_constituted": "no", "sponsor": "", "seen": seen})
