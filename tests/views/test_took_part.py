"""The pages of an idea lead whoever took part in it to what they keep; a moderator finds what shows to take it down."""

from __future__ import annotations

from io import BytesIO

import pytest

from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.pence import Pence
from commissioning.rules.reviews import Outcome
from commissioning.services import co_authors, comments, comments_moderating
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from tests.co_design_made import desk_reads, join, talked_about
from tests.proposals_made import actor, drafted, reviewed


@pytest.fixture
def asked(work):
    """(The idea, Ben's question, Mei's answer), by public id; both show."""
    with work():
        idea = talked_about()
        question = comments.say(actor("Ben"), idea, CommentKind.QUESTION, "Is it free?")
        desk_reads()
        comments_moderating.moderate(actor("Pia"), question, Moderation.SHOWN)
        answer = comments.say(
            actor("Mei"), idea, CommentKind.ANSWER, "Yes, always.", answers=question.public_id
        )
        comments_moderating.moderate(actor("Pia"), answer, Moderation.SHOWN)
        return idea.public_id, question.public_id, answer.public_id


def test_every_page_of_an_idea_that_ended_leads_to_the_short_one(sign_in, work, asked):
    path = f"/proposals/{asked[0]}"
    with work():
        idea = drafts.get_own(actor("Mei"), asked[0])
        drafts.submit(actor("Mei"), asked[0])
        reviewed(idea, Outcome.REFUSE, "It costs more than three such sheds did last year.")
    ben, erin = sign_in("Ben"), sign_in("Erin")
    page = ben.get(path)
    page.says("Bike library at the quay", "Did not go on", "Is it free?", "Yes, always.")
    page.never_says("three such sheds")
    for each in ("/talk", "/versions/1", "/compare", "/suggest/need"):
        ben.get(path + each, 303)
        assert ben.location.endswith(path), each
        erin.get(path + each, 404)
    for each, typed in (("/support", {"do": "take_back"}), ("/talk", {"kind": "comment", "words": "Oh."})):
        ben.post(path + each, typed, 303)
        assert ben.location.endswith(path), each
    erin.get(path, 404)
    ben.get("/proposals/nothing", 404)


def test_a_moderator_takes_down_what_shows_from_the_ideas_page_and_from_its_talk(sign_in, asked):
    idea, question, answer = asked
    pia = sign_in("Pia")
    for path in (f"/proposals/{idea}", f"/proposals/{idea}/talk"):
        page = pia.get(path)
        for each in (question, answer):
            assert "Take it down" in page.one(f'a[href="/moderate/{each}"]').get_text()
    assert not page.select("textarea")  # she reads it all, and says nothing herself
    pia.post(f"/proposals/{idea}/talk", {"kind": "comment", "words": "Hello"}, 403)
    pia.post(f"/moderate/{answer}", {"outcome": "not_shown", "reason": "It is not free after all."}, 303)
    pia.get(f"/proposals/{idea}/talk").never_says("Yes, always.")
    for name in ("Mei", "Ben", "Carol"):
        assert not sign_in(name).get(f"/proposals/{idea}/talk").select('a[href^="/moderate/"]')


def test_who_wrote_it_is_said_in_one_way_and_to_a_fellow_author_who_began_it(sign_in, work):
    with work():
        idea = talked_about("Asha", title="A lamp walk")
        join(idea, "Asha", "Tomos")
        desk_reads()
        path = f"/proposals/{idea.public_id}"
    begun, beside = 'dt:-soup-contains("Proposed by") + dd', "You"
    assert sign_in("Asha").get(path).one(begun).get_text(strip=True) == beside
    assert sign_in("Tomos").get(path).one(begun).get_text(strip=True) != beside
    sign_in("Carol").get(path).says("Proposed by Asha", "Asha and Tomos")
    sign_in("Ben").get(path).never_says("Asha", "Tomos")


def test_a_cost_that_is_renamed_or_gone_is_told_where_its_quotes_are(sign_in, work):
    with work():
        idea = drafted("Mei").public_id
        extras.add_quote(
            actor("Mei"), idea, what="Helmets", supplier="Quay Bikes", pence=Pence(30_050), upload=None
        )
    mei, quotes = sign_in("Mei"), f"/proposals/{idea}/edit/quotes"
    mei.post(
        f"/proposals/{idea}/edit/costs",
        {"lines-0-what": "Forty helmets", "lines-0-amount": "300.50"},
        follow=True,
    ).never_says("There is a quote for")
    mei.get(quotes).says("Your costs call this “Forty helmets” now")
    mei.post(
        f"/proposals/{idea}/edit/costs", {"lines-0-what": "Paint", "lines-0-amount": "300.50"}, follow=True
    ).says("There is a quote for “Helmets”, which is not among the costs now")
    mei.get(quotes).says("This is not among your costs now")
    mei.get(f"/proposals/{idea}/check").says("There is a quote for “Helmets”")


def test_what_the_photos_page_refuses_it_does_not_offer(sign_in, work):
    with work():
        idea = drafted("Mei").public_id
    gif = {"file": (BytesIO(b"GIF89a...."), "a.gif"), "file_words": "The shed"}
    page = sign_in("Mei").post(f"/proposals/{idea}/edit/photos", gif, 200)
    page.says("Choose a photo (JPEG, PNG or WebP). We cannot take other kinds of file.")


def test_who_writes_an_idea_that_was_sent_in_reads_that_it_cannot_be_changed_now(sign_in, work):
    with work():
        idea = drafted("Mei")
        join(idea, "Mei", "Grace", "Ben")
        co_authors.leave(actor("Ben"), idea)
    path = f"/proposals/{idea.public_id}"
    sign_in("Mei").get(f"{path}/authors").says(
        "Everybody here can change the idea", "will send it in instead"
    )
    with work():
        drafts.submit(actor("Mei"), idea.public_id)
        reviewed(idea, Outcome.REFUSE, "It costs more than three such sheds did last year.")
    page = sign_in("Mei").get(f"{path}/authors")
    page.says("It cannot be changed as it stands now", "Whoever joined first goes on with it")
    page.never_says("Everybody here can change the idea", "will send it in")
    sign_in("Ben").get(path).says("You helped write it from", "Mei went on with it.")
