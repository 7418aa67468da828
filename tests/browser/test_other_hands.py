"""The same journeys with other hands, at 320 pixels: by keyboard alone (Tab, Space, Enter), and with no script."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from app.db import db
from models.feedback import Feedback, FeltListened
from models.triage import TriageItem
from participation.rules.feedback import Felt
from participation.rules.gate import Letting, Priority
from participation.rules.people import AgeBand
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.rules.ways import Way
from participation.services import responses
from tests.browser import hands, keys
from tests.voice_made import a_listening, a_theme, decide, item_of, somebody_says

KEYS, PLAIN = "keyboard", "no script"
both = pytest.mark.parametrize("how", [KEYS, PLAIN])
SAID = "My friend Zebedee hits me by the gate"


class Hand:
    """One person's hand on a page: nothing but keys, or a finger on a page whose scripts do not run."""

    def __init__(self, page: Page, how: str, *looks: Any) -> None:
        self.page, self.how, self.looks = page, how, looks

    def press(self, name: str) -> None:
        """Press a button, and be on the page it leads to."""
        if self.how == PLAIN:
            hands.press(self.page, name)
        else:
            keys.enter(self.page, name)
            for look in self.looks:
                look(self.page)

    def pick(self, name: str, role: Any = "radio") -> None:
        """Choose one of several, or tick a box."""
        found = self.page.get_by_role(role, name=name).first
        if self.how == PLAIN:
            found.check()
        elif role == "checkbox":
            keys.choose(self.page, name)
        else:  # the group is one stop for Tab, then the arrows go on: from its first to the one wanted
            group = found.get_attribute("name")
            all_of = self.page.locator(f"input[type=radio][name='{group}']")
            keys.choose(self.page, all_of.first.evaluate("e => e.labels[0].innerText.trim().split('\\n')[0]"))
            for _ in range(all_of.count()):
                if found.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        expect(found).to_be_checked()

    def write(self, name: str, words: str) -> None:
        """Write into a box."""
        if self.how == PLAIN:
            self.page.get_by_role("textbox", name=name).first.fill(words)
        else:
            keys.write(self.page, name, words)

    def follow(self, name: str) -> None:
        """Follow a link."""
        if self.how == PLAIN:
            hands.follow(self.page, name)
        else:
            self.press(name)

    def says(self, words: str) -> None:
        """The page says this."""
        expect(self.page.get_by_text(words).first).to_be_visible()


@pytest.fixture
def hand(open_page, axe, no_overflow):
    def given(how: str, who: str = "", path: str = "/") -> Hand:
        page = open_page(*([who] if who else []), width=320, script=how != PLAIN)
        page.goto(path)
        return Hand(page, how, axe, no_overflow)

    return given


@pytest.fixture
def here(work, cast):
    with work():
        ways = (Way.FACES, Way.SYMBOLS, Way.WRITE)
        return a_listening(cast, ways=ways, age_bands=(AgeBand.SIX_TO_NINE,)).code


@both
def test_a_six_year_old_says_unsafe_at_a_shared_tablet(hand, here, how):
    child = hand(how, "Pia", f"/say/{here}/tablet")
    child.press("Set out this tablet")
    child.press("Start my turn")
    child.pick("Very bad")
    child.press("Next")
    child.pick("Not safe", "checkbox")
    child.press("Next")
    child.press("Skip this and send")
    expect(child.page.locator(".op-words__word")).to_have_count(4)
    db.session.rollback()
    item = db.session.scalars(sa.select(TriageItem)).one()
    assert item.priority is Priority.HIGH
    assert "picture_of_harm" in item.raised_by
    child.follow("I have written them down")
    child.says("Start my turn")  # the next child's, with nothing of this one's
    expect(child.page.locator(".op-words__word")).to_have_count(0)


@both
def test_a_fourteen_year_old_comes_back_for_the_answer(hand, work, cast, how):
    with work():
        code = a_listening(cast, ways=(Way.WHEEL, Way.WRITE), age_bands=(AgeBand.THIRTEEN_TO_FIFTEEN,)).code
    child = hand(how, path=f"/say/{code}")
    child.press("Start")
    child.pick("Not good")
    child.press("Next")
    child.write("Tell us more", "The corridor by the gym is not OK")
    child.press("Send it")
    words = " ".join(child.page.locator(".op-words__word").all_inner_texts())
    come_back(child, words)
    child.says("We have it, and it waits to be read.")
    child.page.goto("/comeback/told")
    child.pick("A worker I choose tells me")
    child.pick("Pia")
    child.press("Keep this")
    child.says("We have kept that.")
    child.press("I have finished")
    with work():
        read_themed_and_answered(cast)
    come_back(child, words)
    child.says("There is a grown-up there at break now.")
    child.pick("A bit")
    child.press("Tell us")
    child.says("You said: A bit.")
    child.press("I have finished")
    expect(child.page.get_by_text("There is a grown-up there at break now.")).to_have_count(0)
    db.session.rollback()
    assert db.session.scalars(sa.select(FeltListened)).one().felt is Felt.A_BIT


def come_back(child: Hand, words: str) -> None:
    """With the four words on the card."""
    child.page.goto("/comeback")
    child.write("Type the four words", words)
    child.press("See what happened")


def read_themed_and_answered(cast) -> None:
    """Everybody else's part: the desk lets the words through, they become a theme, and Rhona answers it."""
    said = db.session.scalars(sa.select(Feedback)).one()
    decide(cast, said)
    theme = a_theme(cast, said, title="The corridor by the gym", send=True)
    responses.acknowledge(cast("Rhona"), theme)
    responses.answer(cast("Rhona"), theme, Draft(
        AnswerKind.WE_DID, "A member of staff stands in the corridor at break and lunch.",
        "There is a grown-up there at break now.", evidence="Look by the gym at break", influence=Influence.CHANGED,
    ))  # fmt: skip


@both
def test_a_parent_says_it_and_comes_back(hand, here, how):
    parent = hand(how, path=f"/say/{here}")
    parent.press("I am a parent or carer")
    parent.write("How is the park for you?", "She dreads the gate in the dark")
    parent.press("Next")
    parent.pick("6 to 9")
    parent.press("Send it")
    expect(parent.page.locator(".op-words__word")).to_have_count(4)
    words = " ".join(parent.page.locator(".op-words__word").all_inner_texts())
    parent.press("I have kept my words")
    come_back(parent, words)
    parent.says("We have it, and it waits to be read.")


@both
def test_a_worker_writes_for_a_child(hand, here, how):
    pia = hand(how, "Pia", f"/say/{here}/with-help")
    pia.write("Their own words", "no like big kids")
    pia.pick("I wrote down what they said", "checkbox")
    pia.write("Your own note", "He was calm and sure.")
    pia.press("Send it")
    expect(pia.page.locator(".op-words__word")).to_have_count(4)


@both
def test_the_lead_reads_releases_and_takes_words_out_afterwards(hand, work, cast, how):
    with work():
        made, _ = somebody_says(a_listening(cast), SAID)
    sam = hand(how, "Sam", "/")
    sam.follow("to be read")
    sam.press("Open the next one")
    sam.pick("No concern")
    sam.pick("Zebedee", "checkbox")
    sam.write("Why?", "Two friends; both families told.")
    sam.pick("Release them as they are")
    sam.press("Record this and go on")
    sam.says("Recorded.")
    sam.page.goto(f"/desk/{item_of(made).public_id}")
    sam.press("Open and read")
    sam.write("The words as people shall read them now", "My friend hits me by the gate")
    sam.write("Why do you take them out?", "A child’s name was left in it.")
    sam.press("Take these words out")
    sam.says("Taken out.")
    with work():
        item = item_of(made)
        assert (item.released_version, item.decisions[-1].letting) == (2, Letting.RELEASE_CHANGED)


@both
def test_an_officer_answers(hand, work, cast, how):
    with work():
        said = somebody_says(a_listening(cast), "It is dark by the gate")[0]
        decide(cast, said)
        theme = a_theme(cast, said, title="Dark by the gate", send=True).public_id
    rhona = hand(how, "Rhona", f"/answers/packs/{theme}")
    rhona.press("I have this, and it is mine to answer")
    rhona.pick("We could not")
    rhona.write("Your answer", "The path belongs to the railway, which will not light it.")
    rhona.write("The same answer", "The path is not ours. We asked, and they said no.")
    rhona.pick("did not change it")
    rhona.press("Give this answer")
    rhona.says("Answered. Everyone who spoke sees it")
