"""The pages everyone opens first ask few questions, whoever opens them and however much waits for them."""

from __future__ import annotations

from tests.guards.names import EVERYONE, NOBODY
from tests.guards.sweep import Sweep
from tests.guards.test_queries import counted

# A person's own home gathers what waits from every subject: about one question each. The others are for everyone.
MOST_AT_HOME = 45
MOST = {"/": 7, "/deals": 4, "/rounds": 5, "/decisions": 12, "/answers": 6, "/summaries": 3, "/money": 6}


def asked(sweep: Sweep, who: str, path: str) -> int:
    with counted(sweep.app) as statements:
        assert sweep.answer(who, "GET", path).status_code == 200, path
    return len(statements)


def test_nobodys_home_asks_more_than_a_question_or_so_for_each_subject(open_place, ids):
    sweep = Sweep(open_place(), ids)
    told = {who: asked(sweep, who, "/") for who in sorted(EVERYONE - {NOBODY})}
    assert not {who: many for who, many in told.items() if many > MOST_AT_HOME}, told


def test_what_everyone_reads_first_asks_few_questions(open_place, ids):
    sweep = Sweep(open_place(), ids)
    told = {path: asked(sweep, NOBODY, path) for path in MOST}
    assert not {path: many for path, many in told.items() if many > MOST[path]}, told
