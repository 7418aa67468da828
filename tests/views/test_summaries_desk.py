"""The desk on which a summary is made: both versions, the next step only, and what was typed is kept."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import day, local_date
from app.unit_of_work import unit_of_work
from governance.rules.summaries import SummaryState
from governance.services import sources
from models.summaries import BodyTask, Summary
from participation.rules.facts import Fact, Section
from tests import summaries_made as made
from tests.summaries_pages_made import (
    draft_fixture,  # noqa: F401 - a fixture
    seen,
    told_fixture,  # noqa: F401 - a fixture
)


def state() -> SummaryState:
    db.session.rollback()
    return db.session.scalar(sa.select(Summary.state))


def test_clerk_checker_advisors_and_approver_take_it_from_the_cut_to_the_archive(client, cast, sign_in):
    draft = made.just_cut(cast).public_id
    kwame, carol, pia = sign_in("Kwame"), sign_in("Carol"), sign_in("Pia")
    at = f"/summaries/{draft}"
    kwame.get(f"{at}/draft").says("Both versions say the same", "Start the draft", "Step 2 of 12")
    kwame.post(f"{at}/take-up", follow=True).never_says("Publish both versions now", "Approve both versions")
    kwame.post(f"{at}/send", seen(kwame, at), follow=True).says("Write the note on fairness first")
    kwame.post(
        f"{at}/note", {"where": "equality", "note": "The north missed out.", "note_for_children": "It missed out."},
        follow=True,
    ).says("The clerk, adds:")  # fmt: skip
    kwame.post(f"{at}/send", seen(kwame, at), follow=True).says(
        "Somebody who did not compile it checks it first"
    )
    pia.get(f"{at}/draft").says("Nobody can be picked out: pass it on")
    pia.post(f"{at}/send-back", {"reason": "Name the path."}, follow=True).says("Name the path.")
    kwame.post(f"{at}/send", seen(kwame, at), follow=True)
    pia.post(f"{at}/check", seen(pia, at), follow=True).says(
        "Young advisors see the version for children now"
    )
    asha, tomos = sign_in("Asha"), sign_in("Tomos")
    asha.post(
        f"{at}/sign-off", {"view": "happy", "with_supporter": "y", **seen(asha, at, "sign-off")}, follow=True
    ).says("It is right.")
    kwame.post(f"{at}/send-on", follow=True).says("One young advisor has signed off")
    tomos.post(f"{at}/sign-off", {"view": "happy", **seen(tomos, at, "sign-off")}, follow=True)
    kwame.post(f"{at}/send-on", follow=True).says("Somebody who did not compile it can approve it")
    carol.post(f"{at}/approve", seen(carol, at), follow=True).says("Approved.")
    today = local_date(now())
    kwame.get(f"{at}/draft").says("No meeting since it was approved is written down")
    with unit_of_work():
        before = made.write_down_meeting(cast, today - timedelta(days=1)).public_id
        meeting = made.write_down_meeting(cast, today).public_id
    kwame.post(f"{at}/present", {"meeting": before}, status=200).says("Choose")  # held before it was approved
    kwame.post(f"{at}/present", {"meeting": meeting}, follow=True).says("Write down what the body owes")
    owed = {"what": "Mend the lights.", "what_for_children": "Mend the lights.", "owner": "Head of parks",
            "due_on-day": "1", "due_on-month": "3", "due_on-year": "2199"}  # fmt: skip
    kwame.post(f"{at}/owed", owed, follow=True).says("Mend the lights.", "Head of parks answers for it")
    kwame.post(f"{at}/minute", {"minute": "Minute 14"}, follow=True)
    kwame.post(f"{at}/publish", follow=True).says("Nothing can change them now")
    assert state() is SummaryState.PUBLISHED
    client.get("/summaries").says("21 June to 21 September 2026")
    client.get(at).says(f"Presented at the meeting of {day(today)}, Minute 14", "Checked by Pia")
    kwame.post(f"{at}/track", follow=True)
    kwame.post(f"{at}/archive", follow=True).says(
        "1 thing the body owes from this summary is not answered yet"
    )
    task = db.session.scalar(sa.select(BodyTask.public_id))
    noted = {"seen": "0", "kind": "we_could_not", "words": "Noted", "child_words": "Noted"}
    kwame.post(f"/bodies/owed/{task}", noted, status=200).says("“Noted” is not an answer")
    words = {"words": "The path is not ours to light.", "child_words": "The path is not ours to light."}
    kwame.post(f"/bodies/owed/{task}", {**noted, **words}, follow=True).says(
        "We could not: The path is not ours"
    )
    kwame.post(f"{at}/archive", follow=True).says("Archived.")
    client.get(at).says("archived")


def test_steps_out_of_turn_and_wrong_people_change_nothing(sign_in, draft):
    kwame, carol = sign_in("Kwame"), sign_in("Carol")
    kwame.post(f"/summaries/{draft}/publish", follow=True).says("so it cannot be published now")
    kwame.post(f"/summaries/{draft}/approve", status=403)
    carol.post(f"/summaries/{draft}/approve", follow=True).says("so it cannot be approved now")
    carol.post(f"/summaries/{draft}/publish", status=403)
    carol.post(f"/summaries/{draft}/check", status=403)
    sign_in("Erin").post(f"/summaries/{draft}/send", status=403)
    sign_in("Asha").get(f"/summaries/{draft}/sign-off", status=404)
    assert state() is SummaryState.DRAFTED


def test_a_sentence_is_moved_up_and_bad_news_stays_in_front(sign_in, cast, draft):
    kwame = sign_in("Kwame")
    at = f"/summaries/{draft}"
    kwame.post(f"{at}/earlier", {"key": "decision:1"}, status=200).says("what was not done stays in front")
    kwame.post(f"{at}/earlier", {"key": "deal-ours:1"}, status=200).says("always comes first")
    kwame.post(f"{at}/earlier", {"key": "nothing"}, status=200).says("not in this summary")


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


def test_what_the_check_finds_is_dealt_with_on_the_desk_and_what_was_typed_is_kept(
    client, cast, sign_in, monkeypatch
):
    small = Fact(Section.HEARD, "heard:area", "Northgate: 3.", "Northgate: 3.", {"Northgate": 3})
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, small])
    at = f"/summaries/{made.brought_to(cast, made.drafted(cast), SummaryState.DISCLOSURE_CHECK).public_id}"
    pia, sam = sign_in("Pia"), sign_in("Sam")
    pia.get(f"{at}/draft").says("Deal with what was found", "“Northgate” in heard:area is 3")
    pia.post(f"{at}/check", seen(pia, at), follow=True).says("Somebody could be picked out")
    sent = {"finding": "small heard:area Northgate", "act": "safe", "why": "They asked to be named in it."}
    pia.post(f"{at}/settle", sent, status=200).says(
        "Only a safeguarding lead", "They asked to be named in it."
    )
    sam.post(f"{at}/settle", {**sent, "why": ""}, status=200).says("Say why")
    sam.post(f"{at}/settle", {**sent, "act": "hide"}, follow=True).says(
        "The number is hidden.", "Northgate: not shown."
    )
    pia.post(f"{at}/check", seen(pia, at), follow=True).says(
        "Young advisors see the version for children now"
    )
    sign_in("Kwame").post(f"{at}/settle", sent, status=403)
