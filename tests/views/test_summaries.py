"""Pages of summaries: public once published, nobody's before; the desk shows both versions and only the next step."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.summaries import SummaryState
from governance.services import sources
from models.summaries import Summary
from tests import summaries_made as made


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))


@pytest.fixture
def draft(app, cast) -> str:
    return made.drafted(cast).public_id


@pytest.fixture
def out(app, cast) -> str:
    return made.published(cast).public_id


def state() -> SummaryState:
    db.session.rollback()
    return db.session.scalar(sa.select(Summary.state))


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


def test_clerk_and_approver_take_it_from_draft_to_publication(client, sign_in, draft):
    kwame, carol = sign_in("Kwame"), sign_in("Carol")
    page = kwame.get(f"/summaries/{draft}/draft")
    page.says("Both versions say the same", "Send for approval")
    page.never_says("Publish both versions now", "Approve both versions")
    kwame.post(f"/summaries/{draft}/send", follow=True).says("Sent. Somebody who did not compile it")
    carol.get(f"/summaries/{draft}/draft").says("Approve both versions")
    carol.post(f"/summaries/{draft}/send-back", {"reason": "Name the path."}, follow=True).says(
        "Name the path."
    )
    kwame.post(f"/summaries/{draft}/send", follow=True)
    carol.post(f"/summaries/{draft}/approve", follow=True).says("Approved.")
    kwame.post(f"/summaries/{draft}/publish", follow=True).says("Nothing can change them now")
    assert state() is SummaryState.PUBLISHED
    client.get("/summaries").says("21 June to 21 September 2026")


def test_steps_out_of_turn_and_wrong_people_change_nothing(sign_in, draft):
    kwame, carol = sign_in("Kwame"), sign_in("Carol")
    kwame.post(f"/summaries/{draft}/publish", follow=True).says("so it cannot be published now")
    kwame.post(f"/summaries/{draft}/approve", status=403)
    carol.post(f"/summaries/{draft}/approve", follow=True).says("so it cannot be approved now")
    carol.post(f"/summaries/{draft}/publish", status=403)
    sign_in("Erin").post(f"/summaries/{draft}/send", status=403)
    assert state() is SummaryState.DRAFTED


def test_a_figure_in_the_introduction_is_refused_and_what_was_typed_stays(sign_in, draft):
    kwame = sign_in("Kwame")
    typed = {"introduction": "All 41 people came.", "introduction_for_children": "Hello."}
    page = kwame.post(f"/summaries/{draft}/introduction", typed, status=200)
    page.says("Leave numbers, amounts and dates out of this", "All 41 people came.")
    kwame.post(
        f"/summaries/{draft}/introduction", {**typed, "introduction": "A good summer."}, follow=True
    ).says("Saved.")


def test_a_remark_is_seen_by_those_who_work_on_it_only(client, sign_in, draft):
    sign_in("Noor").post(f"/summaries/{draft}/comment", {"words": ""}, status=200).says("Write your remark")
    sign_in("Noor").post(f"/summaries/{draft}/comment", {"words": "Clear and fair."}, follow=True)
    sign_in("Kwame").get(f"/summaries/{draft}/draft").says("Clear and fair.")


def test_a_softened_child_version_shows_on_the_desk_and_cannot_be_sent(sign_in, draft):
    with unit_of_work():
        kept = db.session.scalars(sa.select(Summary)).one()
        kept.child = {**kept.child, "lead": []}
    kwame = sign_in("Kwame")
    kwame.get(f"/summaries/{draft}/draft").says("The two versions do not say the same")
    kwame.post(f"/summaries/{draft}/send", follow=True).says(
        "The child version leaves out: We said we would mend"
    )
    assert state() is SummaryState.DRAFTED


def test_home_tells_each_what_waits_for_them(sign_in, draft):
    sign_in("Kwame").get("/").says("Read and send the summary of Alderbrook South Community Committee")
    sign_in("Grace").get("/").never_says("Read and send the summary")
