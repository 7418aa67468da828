"""Pages of summaries that everyone reads: public once published, nobody's before, and as they were published."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from app.unit_of_work import unit_of_work
from governance.services import sources
from governance.views import summaries_kept
from participation.rules.facts import Fact, Section
from tests import summaries_made as made
from tests.summaries_pages_made import (
    draft_fixture,  # noqa: F401 - a fixture
    out_fixture,  # noqa: F401 - a fixture
    told_fixture,  # noqa: F401 - a fixture
)


def test_everyone_reads_both_versions_of_a_published_summary(client, out):
    full = client.get(f"/summaries/{out}")
    full.says(
        "Alderbrook South Community Committee: 21 June to 21 September 2026", "A promise of ours not kept yet"
    )
    full.says("£12,345.67 is paid", "Approved by Carol", "Over the summer we listened.")
    assert len(full.one("code").get_text()) == 64
    child = client.get(f"/summaries/{out}/for-children")
    child.says("What happened from 21 June to 21 September 2026", "First: a promise we have not kept yet")
    child.says("No to Winter lights (£1,000)", "Childline", "Need help or worried?", "We listened a lot.")


def test_our_late_promise_is_read_before_anything_else(client, out):
    for path in (f"/summaries/{out}", f"/summaries/{out}/for-children"):
        read = client.get(path).one("main").get_text(" ")
        assert 0 < read.index("quay path") < read.index("Who was there")
        assert read.index("quay path") < read.index("listened"), (
            "not even the clerk’s own words come before it"
        )


def test_a_draft_is_on_no_public_page(client, draft, sign_in):
    client.get("/summaries").says("No summary is published yet")
    for path in (f"/summaries/{draft}", f"/summaries/{draft}/for-children", "/summaries/nothing"):
        client.get(path, status=404)
    client.get(f"/summaries/{draft}/draft", status=302)
    sign_in("Grace").get(f"/summaries/{draft}/draft", status=403)


def test_the_list_leads_to_both_versions_and_the_clerk_sees_what_waits(client, cast, sign_in, draft):
    page = sign_in("Kwame").get("/summaries")
    page.says("In the making", "Gives its account every three months", "It waits for the clerk to read it")
    client.get("/summaries").never_says("In the making")


def test_what_was_changed_by_hand_in_the_database_is_not_served(client, out):
    with unit_of_work():
        db.session.execute(sa.text("DROP TRIGGER summaries_published_stay"))
        db.session.execute(sa.text("UPDATE summaries SET introduction = 'All is well.'"))
    for path in (f"/summaries/{out}", f"/summaries/{out}/for-children"):
        page = client.get(path, status=409)
        page.says("This summary is not as it was published")
        page.never_says("All is well.", "quay path")


def test_a_published_page_is_kept_ready_with_a_nonce_of_its_own_and_asks_no_question(
    client, out, monkeypatch
):
    monkeypatch.setattr(summaries_kept, "LOOK_AGAIN", 60)
    first = client.get(f"/summaries/{out}")
    asked = []
    listener = lambda *args: asked.append(args[2])  # noqa: E731 - one line says it
    sa.event.listen(db.engine, "before_cursor_execute", listener)
    second = client.get(f"/summaries/{out}")
    sa.event.remove(db.engine, "before_cursor_execute", listener)
    assert [sql for sql in asked if sql.startswith("SELECT")] == []
    nonces = {page.one("script").get("nonce") for page in (first, second)}
    assert len(nonces) == 2
    assert second.one("main").get_text() == first.one("main").get_text()


def test_a_busy_quarter_is_short_to_read_for_children_and_the_rest_of_it_stands_below(
    client, cast, monkeypatch
):
    told = "We mended a swing that had been broken in the park by the quay since the spring."
    many = [Fact(Section.YOUR_PART, f"deal-yours:m{n}", told, told) for n in range(40)]
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, *many])
    out = made.published(cast).public_id
    child = client.get(f"/summaries/{out}/for-children")
    child.says("All of it", "35 more, below.", "We have paid £12,345.67", "There was more to tell")
    full = client.get(f"/summaries/{out}")
    for key in ("decision-2", "deal-yours-m7", "deal-yours-m39", "answer-1"):
        assert child.one(f'[href$="{out}#f-{key}"]')
        assert full.one(f"#f-{key}")
    assert child.one("#all-promises")
