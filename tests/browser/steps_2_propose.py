"""Step 2, propose: a member's idea and a young advisor's, each drafted, left, come back to, checked and sent in."""

from __future__ import annotations

from playwright.sync_api import Page

from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import proposals_drafts as drafts
from tests import proposals_made as made
from tests.browser.steps_place import WARDS, the_team
from tests.browser.steps_walk import COMMITTEE, Walk, fill, follow, headed, press, reads, sam_lets_through

BIKES, KITCHEN, FIREWORKS = "Beeston bike library", "Friday night kitchen", "Firework night"
GARDEN, FILMS, ROOF = "Quiet garden", "Holiday film club", "A new roof for the boat hall"
MORE = {GARDEN: ("Lena", 900_000, 2), FILMS: ("Marek", 300_000, 0), ROOF: ("Cllr Idris", 3_100_000, 1)}
RETURNED = "Please say who checks that the bikes are safe to ride."
REFUSED = "The pot cannot pay for fireworks: its fund is for projects that improve wellbeing all year."
IDEAS = {
    KITCHEN: {"need": "Families come to us hungry on Fridays, when the school kitchen is closed.", "ward": WARDS[0],
              "cost": ("Food and a second cook", "6,000"), "group": "Mei’s community kitchen"},
    BIKES: {"need": "Lots of us have no bike, and the bus costs more than we have.", "ward": WARDS[0],
            "cost": ("Thirty second-hand bikes", "1,500.50"), "group": "Beeston Wheels"},
}  # fmt: skip


def propose(walk: Walk) -> None:
    """Two ideas written by hand, one returned once, one refused; four more from the rest of the team."""
    with walk.at("2026-09-02 17:00"):
        for person, title in _writers(walk):
            _begin(walk, person, title)
    with walk.at("2026-09-03 17:00"):
        for person, title in _writers(walk):
            _come_back_and_send(walk, person, title)
        with walk.work():
            _the_others()
    with walk.at("2026-09-04 10:00"):
        _sam_releases(walk)
        carol = walk.desk("Carol")
        _carol_decides(walk, carol, BIKES, "Return it to be changed", RETURNED)
        for title in (KITCHEN, *MORE):
            _carol_decides(walk, carol, title, "Pass it", "")
        _carol_decides(walk, carol, FIREWORKS, "Refuse it", REFUSED)
    with walk.at("2026-09-04 17:00"):
        _asha_puts_it_right(walk, walk.phone("Asha"))
        _grace_reads_why_not(walk)
    with walk.at("2026-09-07 10:00"):
        _sam_releases(walk)
        _carol_decides(walk, walk.desk("Carol"), BIKES, "Pass it", "")
    with walk.at("2026-09-07 17:00"):
        asha = walk.phone("Asha")
        asha.goto(walk.made[BIKES])
        reads(asha, "Waiting for a vote")
        walk.look(asha, "idea-passed")


def _writers(walk: Walk) -> tuple[tuple[Page, str], tuple[Page, str]]:
    """Mei at her desk and Asha on her phone, each signed in afresh, with what they propose."""
    return (walk.desk("Mei"), KITCHEN), (walk.phone("Asha"), BIKES)


def _begin(walk: Walk, person: Page, title: str) -> None:
    person.goto("/")
    walk.look(person, "home-member" if title == KITCHEN else "home-advisor")
    person.goto("/proposals/new")
    walk.look(person, "propose-start")
    fill(person, {"What is your idea called?": title})
    person.get_by_label(COMMITTEE).check()
    press(person, "Start")
    walk.look(person, "propose-idea")
    fill(person, {"Why is it needed?": IDEAS[title]["need"]})
    reads(person, "Saved at")
    press(person, "Save and come back later")
    headed(person, "Your ideas")
    walk.look(person, "propose-mine")


def _come_back_and_send(walk: Walk, person: Page, title: str) -> None:
    idea = IDEAS[title]
    person.goto("/proposals/mine")
    follow(person, "Go on with it")
    walk.look(person, "propose-tasks")
    follow(person, "Your idea and who it is for")
    assert person.get_by_label("Why is it needed?").input_value() == idea["need"]
    fill(
        person,
        {"Who is it for?": "Children aged 8 to 14 and their families", "Roughly how many people": "60"},
    )
    press(person, "Save and continue")
    person.get_by_label(idea["ward"]).check()
    fill(
        person, {"What is there already": "A hall that stands empty on Fridays, and people who want to help."}
    )
    walk.look(person, "propose-place")
    press(person, "Save and continue")
    fill(person, {"What is it for?": idea["cost"][0], "How much?": idea["cost"][1]})
    person.get_by_label("Wellbeing").check()
    walk.look(person, "propose-costs")
    press(person, "Save and continue")
    fill(person, {
        "Our part": "The council lends the hall and pays for what is listed.",
        "Your part": "We run it each week, look after the kit and tell people about it.",
    })  # fmt: skip
    walk.look(person, "propose-parts")
    press(person, "Save and continue")
    fill(person, {"Which group": idea["group"]})
    person.get_by_label("Yes", exact=True).check()
    walk.look(person, "propose-group")
    press(person, "Save and continue")
    headed(person, "Check your answers")
    reads(person, idea["need"], f"£{idea['cost'][1]}")
    walk.look(person, f"propose-check-{'member' if title == KITCHEN else 'advisor'}")
    press(person, "Send it in")
    reads(person, "You have sent it in")
    walk.look(person, f"propose-sent-{'member' if title == KITCHEN else 'advisor'}")
    walk.made[title] = person.url.split("?")[0]


def _the_others() -> None:
    """Four more ideas, written through the service that the pages call."""
    for title, (name, pence, ward) in {**MORE, FIREWORKS: ("Grace", 250_000, 0)}.items():
        who = made.actor(name)
        draft = drafts.start(who, team=the_team().public_id, title=title)
        lines = [CostLine("All of it", Pence(pence))]
        drafts.save(
            who, draft.public_id, made.everything(title=title, areas=[made.area_id(WARDS[ward])], lines=lines)
        )
        drafts.submit(who, draft.public_id)


def _sam_releases(walk: Walk) -> None:
    """Until Sam has read a child's words nobody else finds them, the officer included."""
    carol = walk.desk("Carol")
    carol.goto("/reviews")
    reads(carol, "1 more proposal is being read first")
    assert not carol.get_by_role("row", name=f"{BIKES} {COMMITTEE}").count()
    walk.look(carol, "reviews")
    sam_lets_through(walk, IDEAS[BIKES]["need"], "An ordinary idea about bikes; it names nobody.")


def _carol_decides(walk: Walk, carol: Page, title: str, outcome: str, reason: str) -> None:
    carol.goto("/reviews")
    follow(carol, title)
    walk.look(carol, "review")
    for yes in carol.get_by_label("Yes", exact=True).all():
        yes.check()
    fill(carol, {"Can it be done?": "Yes: the keys are with Jo.", "Is the cost right?": "Two quotes were seen.",
                 "What could go wrong, and what would help?": "Rain is the main one; there is an indoor plan.",
                 "Who gains or loses out?": "Families with least gain most; nobody loses.",
                 "What should the proposer know?": reason})  # fmt: skip
    carol.get_by_label(outcome).check()
    press(carol, "Send your decision")
    headed(carol, "Proposals to check")


def _asha_puts_it_right(walk: Walk, asha: Page) -> None:
    asha.goto("/")
    walk.look(asha, "home-advisor-returned")
    asha.goto(walk.made[BIKES])
    reads(asha, RETURNED)
    walk.look(asha, "idea-returned")
    follow(asha, "Change it and send it again")
    walk.look(asha, "propose-tasks-returned")
    follow(asha, "Our part and your part")
    fill(
        asha,
        {"Your part": "We run it each week, and Ray from the bike shop checks each bike before it goes out."},
    )
    press(asha, "Save and continue")
    asha.goto(f"{walk.made[BIKES]}/check")
    press(asha, "Send it in")
    reads(asha, "You have sent it in")


def _grace_reads_why_not(walk: Walk) -> None:
    grace = walk.desk("Grace")
    grace.goto("/proposals/mine")
    follow(grace, FIREWORKS)
    reads(grace, REFUSED)
    walk.look(grace, "idea-refused")
