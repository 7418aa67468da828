"""The whole line, in a real browser, on an empty place, with the real figures of Leeds Inner South.

Money comes in, people propose and vote, somebody lawful decides, the money moves, a Deal is made, a child is heard
safely and answered, and an account of all of it appears on time. One test, because each step stands on the last.
To look at every page met, run it with PICTURES=both; they are kept in tests/browser/screenshots.
"""

from __future__ import annotations

from tests.browser.steps_1_money import money_in
from tests.browser.steps_2_propose import propose
from tests.browser.steps_3_vote import vote_on_it
from tests.browser.steps_4_decide import decide
from tests.browser.steps_5_deal import make_a_deal
from tests.browser.steps_6_voice import hear_a_child
from tests.browser.steps_7_account import give_the_account, set_a_schedule
from tests.browser.steps_8_check import check
from tests.browser.steps_place import make_place
from tests.browser.steps_walk import Walk

STEPS = (
    set_a_schedule,
    money_in,
    propose,
    vote_on_it,
    decide,
    make_a_deal,
    hear_a_child,
    give_the_account,
    check,
)


def test_the_whole_line(app, sign_in, open_page, at, work, cast, axe, no_overflow, screenshot):
    walk = Walk(app, sign_in, open_page, at, work, cast, axe, no_overflow, screenshot)
    with at("2026-09-01 09:00"), work():
        make_place()
    for step in STEPS:
        step(walk)
