"""The same over HTTP: thirty people vote through the pages, and nothing tells whose vote is whose."""

from __future__ import annotations

import itertools
import logging
import random

from app import clock
from app.db import db
from commissioning.services import results
from participation.rules.people import Actor
from tests import linker
from tests.inspector import Inspector
from tests.rounds_made import add_voters, after_close, an_open_round

MANY, IDEAS = 30, {f"Idea {number}": 10_000 for number in range(9)}
OWN_TABLES = {"roll_entries", "ballots", "receipts", "sign_ins"}


def vote(app, voter, round_, picks) -> str:
    """One voter, from the ballot to the receipt; gives the receipt."""
    browser, address = Inspector(app), f"/rounds/{round_.public_id}"
    browser.sign_in_as(voter.public_id)
    browser.get(f"{address}/ballot")
    sent = {"picks": list(picks), "idempotency_key": f"a-form-key-of-{voter.public_id}"}
    browser.post(f"{address}/ballot", sent, status=200)
    page = browser.post(f"{address}/vote", sent, follow=True)
    return page.one(".op-receipt__code").get_text(strip=True).replace(" ", "")


def test_thirty_people_vote_and_nothing_tells_whose_vote_is_whose(app, work, tmp_path):
    dice = random.Random(5)
    log = logging.FileHandler(tmp_path / "app.log")
    logging.getLogger().addHandler(log)
    logging.getLogger("our_part.test").error("this log is kept")
    with work():
        voters = add_voters(MANY)
        round_ = an_open_round(IDEAS, least=2)
    ids = sorted(project.proposal_public_id for project in round_.projects)
    choices = dice.sample(list(itertools.combinations(ids, 2)), MANY)
    dice.shuffle(voters)
    before = linker.everything()
    whose = {linker.as_key(picks): number for number, picks in enumerate(choices)}
    codes = {vote(app, voter, round_, choices[number]): number for number, voter in enumerate(voters)}
    after = linker.everything()
    assert {name for name in before if before[name] != after[name]} <= OWN_TABLES
    with clock.at(after_close(round_)), work():
        results.count_round(Actor.system(), round_)
    db.session.remove()
    logging.getLogger().removeHandler(log)
    log.close()
    said = (tmp_path / "app.log").read_text(encoding="utf-8")
    assert "this log is kept" in said
    assert not [word for word in (*ids, *codes, *(voter.public_id for voter in voters)) if word in said]
    assert sorted(found_in(tmp_path, whose, codes)) == ["test.sqlite3"]
    for found in found_in(tmp_path, whose, codes).values():
        assert all(linker.links(one, range(MANY)).neighbours < 10 for one in found)
        assert all(linker.links(one, range(MANY)).in_place < 10 for one in found)


def found_in(folder, whose, codes) -> dict[str, tuple[list[int], list[int]]]:
    """The files in which ballots or receipts are found at all, with their orders there."""
    found = {
        name: (linker.in_bytes(content, whose), linker.receipts_in_bytes(content, codes))
        for name, content in linker.files(folder).items()
    }
    return {name: orders for name, orders in found.items() if any(orders)}
