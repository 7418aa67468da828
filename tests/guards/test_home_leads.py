"""A home asks only for what can be done: every task on it leads to a page with a form, or a way on, for its reader."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.guards.names import EVERYONE, NOBODY
from tests.guards.sweep import Sweep

WAYS_ON = "main form[method=post], main a[href], main form"


def test_every_task_on_every_home_leads_to_a_page_where_it_can_be_done(open_place, ids):
    sweep = Sweep(open_place(), ids)
    asked, dead = 0, []
    for who in sorted(EVERYONE - {NOBODY}):
        home = BeautifulSoup(sweep.answer(who, "GET", "/").get_data(as_text=True), "html.parser")
        for path in {link["href"].split("#")[0] for link in home.select(".op-todo a[href]")}:
            asked += 1
            answer = sweep.answer(who, "GET", path)
            if answer.status_code == 302:
                answer = sweep.answer(who, "GET", answer.location)
            page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
            ways = [way for way in page.select(WAYS_ON) if "govuk-back-link" not in way.get("class", [])]
            if answer.status_code != 200 or not ways:
                dead.append((who, path, answer.status_code))
    assert asked > 20, "the furnished place asks nobody for anything, so this proves nothing"
    assert not dead
