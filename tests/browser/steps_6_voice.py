"""Step 6, voice: a child and a parent say something without an account; nobody sees it before Sam; it is answered."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from tests.browser.steps_crawl import everything_seen_by
from tests.browser.steps_place import WARDS
from tests.browser.steps_walk import Walk, fill, follow, headed, press, reads, sam_lets_through, write_day

LISTENING = "The park by the beck"
CHILDS = "The lights are broken so I run all the way home."
QUIET_CHILDS = "I like the swings but the gate is stuck."
PARENTS = "My two will not go there after four, it is too dark to see who is about."
SAID = (CHILDS, QUIET_CHILDS, PARENTS)
DID = "The four lamps by the beck path were mended on 8 October, and a new one stands at the gate."
DID_FOR_CHILDREN = "We mended the lights by the beck. Now you can walk home in the light."
OTHERS = ("Pia", "Rhona", "Carol", "Ada", None)  # None: anybody, signed out


def hear_a_child(walk: Walk) -> None:
    """From a poster on a wall to the answer, read with four come-back words."""
    with walk.at("2026-10-06 15:30"):
        _pia_sets_it_up(walk)
        walk.made["words"] = _a_child_says_it(walk, walk.phone(), CHILDS, "child")
        _a_child_says_it(walk, walk.phone(script=False), QUIET_CHILDS, "child")
        _a_child_says_it(walk, walk.phone(), PARENTS, "parent")
        _nobody_finds_it(walk)
    with walk.at("2026-10-07 09:30"):
        for words in SAID:
            sam_lets_through(walk, words, "A wish about the park; nobody is named and nobody is at risk.")
        _pia_puts_it_together(walk)
        _comes_back(walk, "The person who can change it has it now.")
    with walk.at("2026-10-09 11:00"):
        _rhona_answers(walk)
    with walk.at("2026-10-12 16:00"):
        _comes_back(walk, DID_FOR_CHILDREN)
        _everybody_can_read_it(walk)


def _pia_sets_it_up(walk: Walk) -> None:
    pia = walk.desk("Pia")
    pia.goto("/listenings")
    walk.look(pia, "listenings-empty")
    follow(pia, "Set up a listening")
    walk.look(pia, "listening-new")
    fill(pia, {"What is it about?": LISTENING, "Why are you asking?": "The parks team plans its winter work now.",
               "The question": "How is the park by the beck for you?"})  # fmt: skip
    for label in ("Children and young people", "Parents and carers", WARDS[0]):
        pia.get_by_label(label).check()
    write_day(pia, "First day", date(2026, 10, 6))
    write_day(pia, "Last day", date(2026, 10, 20))
    press(pia, "Set it up")
    reads(pia, "The listening is set up")
    walk.look(pia, "listening")
    walk.made["listening"] = pia.url
    follow(pia, "The poster to print")
    walk.look(pia, "listening-poster")
    reads(pia, "Until Tuesday 20 October 2026")
    assert pia.locator("svg.op-qr__svg").bounding_box()["width"] > 150
    walk.made["say"] = pia.get_by_text("/say/").first.inner_text().strip()


def _a_child_says_it(walk: Walk, phone: Page, words: str, who: str) -> str:
    kind = f"{who}{'' if words != QUIET_CHILDS else '-no-script'}"
    phone.goto(walk.made["say"])
    walk.look(phone, f"say-start-{kind}")
    press(phone, "Start" if who == "child" else "I am a parent or carer")
    if who == "child":
        walk.look(phone, f"say-face-{kind}")
        phone.get_by_label("Bad", exact=True).check()
        press(phone, "Next")
    walk.look(phone, f"say-words-{kind}")
    phone.get_by_role("textbox").fill(words)
    press(phone, "Next")
    walk.look(phone, f"say-age-{kind}")
    reads(phone, words)
    press(phone, "Skip this and send")
    headed(phone, "Thank you")
    walk.look(phone, f"say-card-{kind}")
    kept = phone.locator(".op-words__word").all_inner_texts()
    assert len(kept) == 4
    press(phone, "I have kept my words")
    return " ".join(kept)


def _nobody_finds_it(walk: Walk) -> None:
    """No page of anybody's has a word of it; the desk has (so the search would find it if it were there)."""
    for name in OTHERS:
        seen = everything_seen_by(walk, name)
        assert len(seen) > 10, f"{name} found only {sorted(seen)}"
        for words in SAID:
            found = [
                path
                for path, text in seen.items()
                if any(part in text for part in (words, *words.split(",")))
            ]
            assert not found, f"{name or 'anybody'} finds what waits for a safeguarding decision on {found}"
    sam = walk.desk("Sam")
    sam.goto("/desk")
    press(sam, "Open the next one")
    reads(sam, CHILDS)


def _pia_puts_it_together(walk: Walk) -> None:
    pia = walk.desk("Pia")
    pia.goto("/")
    walk.look(pia, "home-worker-released")
    pia.goto("/themes")
    walk.look(pia, "themes-empty")
    follow(pia, "Make a theme")
    walk.look(pia, "theme-new")
    fill(pia, {"What do they say, in a few words?": "The lights by the beck are broken"})
    pia.get_by_label("Safe", exact=True).check()
    pia.get_by_label(WARDS[0]).check()
    press(pia, "Make it")
    for words in SAID:
        reads(pia, words)
    pia.get_by_label(CHILDS).check()
    pia.get_by_label(PARENTS).check()
    walk.look(pia, "theme-sort")
    press(pia, "Add what you ticked")
    pia.goto("/themes")
    walk.look(pia, "themes")
    follow(pia, "The lights by the beck are broken")
    reads(pia, CHILDS, PARENTS)
    press(pia, "Ask them")
    _asha_says_it_is_what_they_mean(walk)
    pia.reload()
    pia.get_by_label("Rhona").check()
    walk.look(pia, "theme")
    press(pia, "Send it to them")
    reads(pia, "Sent. They have 20 working days to answer.")
    walk.look(pia, "theme-sent")


def _asha_says_it_is_what_they_mean(walk: Walk) -> None:
    asha = walk.phone("Asha")
    asha.goto("/themes/checks")
    walk.look(asha, "theme-checks")
    follow(asha, "The lights by the beck are broken")
    reads(asha, CHILDS, PARENTS)
    walk.look(asha, "theme-check")
    asha.get_by_label("That is what we mean").check()
    press(asha, "Say it")


def _rhona_answers(walk: Walk) -> None:
    rhona = walk.desk("Rhona")
    rhona.goto("/")
    walk.look(rhona, "home-responder-owes")
    rhona.goto("/answers/packs")
    walk.look(rhona, "packs")
    follow(rhona, "The lights by the beck are broken")
    reads(rhona, CHILDS, PARENTS)
    assert not rhona.get_by_text(QUIET_CHILDS).count()
    press(rhona, "I have this, and it is mine to answer")
    walk.look(rhona, "pack")
    rhona.get_by_label("We did").check()
    fill(rhona, {"How can people see": "Walk the path after dark, or see the works list of 8 October.",
                 "Your answer": DID, "The same answer for the children": DID_FOR_CHILDREN})  # fmt: skip
    rhona.get_by_label("What children and families said changed what happens").check()
    press(rhona, "Give this answer")
    reads(rhona, "Answered.", DID)
    walk.look(rhona, "pack-answered")


def _comes_back(walk: Walk, sees: str) -> None:
    phone = walk.phone()
    phone.goto("/say")
    walk.look(phone, "say-doors")
    follow(phone, "Come back for your answer")
    walk.look(phone, "come-back")
    fill(phone, {"Type the four words": walk.made["words"].upper()})
    press(phone, "See what happened")
    reads(phone, sees)
    walk.look(phone, "come-back-answered" if sees == DID_FOR_CHILDREN else "come-back-waiting")
    if sees == DID_FOR_CHILDREN:
        phone.get_by_label("Yes", exact=True).check()
        press(phone, "Tell us")
        reads(phone, "Thank you for telling us")
        walk.look(phone, "come-back-felt")


def _everybody_can_read_it(walk: Walk) -> None:
    anyone = walk.phone()
    anyone.goto("/answers")
    reads(anyone, DID, DID_FOR_CHILDREN)
    assert not anyone.get_by_text(CHILDS).count()
    walk.look(anyone, "answers")
    anyone.goto("/")
    walk.look(anyone, "front-answered")
