"""The desk's pages: whom it avoids, what to take out, what follows, the rota, broken seals, and breaking the glass."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.audit import AuditEvent
from models.people import Membership
from models.triage import SealedWords
from participation.rules.desk import DESK
from participation.services import coming_back, glass, taken_back, triage
from tests.voice_made import a_listening, decide, item_of, somebody_says

SAID = "My friend Zebedee hits me. Rhona knows"
WHY = "Nobody at the desk answers, and a child may be in danger this evening."


@pytest.fixture
def said(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), SAID)
    return made


def test_the_desk_says_what_is_next_who_is_on_duty_and_no_word(said, sign_in):
    page = sign_in("Sam").get("/desk")
    page.says("Open the next one", "Words about being hurt", "On duty", "Joy")
    page.never_says("Zebedee")


def test_the_open_item_says_whom_it_must_avoid_and_marks_names(said, sign_in):
    page = sign_in("Sam").post(f"/desk/{item_of(said).public_id}", status=200)
    page.says("Named in it, so they cannot see it", "Rhona", "May show who somebody is", "Zebedee")
    assert [mark.get_text() for mark in page.select("mark")] == ["Zebedee", "Rhona"]


def test_names_are_taken_out_for_a_person_to_check_and_both_versions_stand_side_by_side(said, sign_in):
    sam, number = sign_in("Sam"), item_of(said).public_id
    answer = {
        "after": "0", "outcome": "no_concern", "rationale": "Two friends; talked through.", "letting": "keep",
        "words": SAID, "more": "",
    }  # fmt: skip
    page = sam.post(f"/desk/{number}/decision", answer | {"go": "suggest"}, status=200)
    changed = page.one("textarea[name=words]").get_text()
    assert "Zebedee" not in changed
    assert item_of(said).decided_at is None
    sam.post(f"/desk/{number}/decision", answer | {"letting": "release_changed", "words": changed.strip()})
    sam.post(f"/desk/{number}", status=200).says(
        "As it was said", SAID[:14], "As it was released", "[a name]"
    )


def test_a_marked_name_goes_out_only_when_it_is_ticked_to_stay(said, sign_in):
    sam, where = sign_in("Sam"), f"/desk/{item_of(said).public_id}/decision"
    answer = {
        "after": "0",
        "outcome": "no_concern",
        "rationale": "Talked it through with both.",
        "letting": "release",
    }
    page = sam.post(where, answer | {"stays": "Rhona"}, status=200)
    page.says("“Zebedee” may show who somebody is. Take it out, or tick that it stays in on purpose.")
    marked = {one["value"]: one.has_attr("checked") for one in page.select("input[name=stays]")}
    assert marked == {"Rhona": True, "Zebedee": False}, "what was ticked stays ticked"
    assert item_of(said).released_at is None
    sam.post(where, answer | {"stays": ["Rhona", "Zebedee"]})
    sam.post(f"/desk/{item_of(said).public_id}", status=200).says("Left in on purpose: Rhona, Zebedee")


def test_what_came_of_a_referral_is_written_down_on_its_page(work, cast, said, sign_in):
    with work():
        decide(cast, said, outcome="referred", reference="FD-9", letting="keep")
    sam, path = sign_in("Sam"), f"/desk/{item_of(said).public_id}"
    sam.get("/desk").says("To follow up", "FD-9")
    sam.post(f"{path}/follow-up", {"kind": "heard_back"}, status=200).says("Write the day it happened")
    day = item_of(said).decided_at
    when = {"happened_on-day": day.day, "happened_on-month": day.month, "happened_on-year": day.year}
    sam.post(f"{path}/follow-up", {"kind": "heard_back", **when})
    sam.get(path).says("They told us what they will do", "Came in")


def test_the_rota_refuses_a_day_with_nobody_beside_the_field(sign_in, cast):
    sam = sign_in("Sam")
    when = {f"{name}-{part}": value for name, days in (("first", (1, 6, 2099)), ("back", (3, 6, 2099)))
            for part, value in zip(("day", "month", "year"), days, strict=True)}  # fmt: skip
    sam.post("/desk/rota", {"who": cast("Joy").public_id, **when})
    sam.get("/desk/rota").says("Joy", "Here after all")
    page = sam.post("/desk/rota", {"who": cast("Sam").public_id, **when}, status=200)
    page.says("On 1 June nobody would be at the desk")


def test_broken_words_are_a_plain_page_a_record_and_letters_never_a_failure(work, said, sign_in):
    with work():
        row = db.session.scalars(sa.select(SealedWords)).one()
        kept = {"item_id": row.item_id, "field": row.field, "version": 1, "sealed_at": row.sealed_at}
        db.session.execute(sa.delete(SealedWords))
        db.session.execute(sa.insert(SealedWords).values(sealed=row.sealed[:-1], **kept))
    page = sign_in("Sam").post(f"/desk/{item_of(said).public_id}", status=409)
    page.says("These are not the words that were kept", "999")
    assert db.session.scalar(sa.select(AuditEvent.id).where(AuditEvent.action == "words.seal_broken"))


def test_an_administrator_reads_only_after_a_second_person_said_yes(said, sign_in):
    ada, olu, number = sign_in("Ada"), sign_in("Olu"), item_of(said).public_id
    ada.post("/break-glass", {"number": number, "reason": "Urgent"}, status=200).says("Write why")
    ada.post("/break-glass", {"number": number, "reason": WHY})
    ada.get("/break-glass").never_says("Zebedee")
    page = olu.get("/glass")
    page.says(WHY, "Ada", "Yes, open it for half an hour")
    page.never_says("Zebedee")
    olu.post(page.select("form[action^='/glass/']")[0]["action"], {"answer": "yes"})
    page = ada.get("/break-glass")
    page.says("It shuts at")
    ada.post(page.select("form[action^='/break-glass/']")[0]["action"], status=200).says(
        SAID, "This reading is recorded"
    )
    assert [one.actor_name for one in triage.readings_of(item_of(said))] == ["Ada"]
    olu.get("/audit?q=glass").says("Ada")
    olu.get("/glass").never_says("Shut it now")
    sam = sign_in("Sam")
    sam.post(sam.get("/glass").one("form[action$='/shut']")["action"])
    sam.get("/glass").says("Sam shut it at")
    page = ada.get("/break-glass")
    page.says("Sam shut it at")
    page.never_says("Open and read")


def test_the_child_is_told_of_every_reading_also_of_what_was_added_and_through_the_glass(work, cast, client):
    with work():
        made, back = somebody_says(a_listening(cast), SAID)
        added = coming_back.add(made.public_id, "And again today", "k1")
        for one in (made, added):
            triage.open_item(cast("Sam"), item_of(one).public_id)
        asked = glass.ask(cast("Ada"), item_of(added).public_id, WHY)
        glass.answer(cast("Olu"), asked.public_id, yes=True)
        glass.read(cast("Ada"), asked.public_id)
    client.post("/comeback", {"words": back})
    client.get("/comeback/about").says(
        "People who keep children safe have opened it 2 times",
        "Somebody who looks after this website has opened it 1",
    )


def test_the_desk_sees_that_it_was_taken_back_before_it_is_opened(work, cast, said, sign_in):
    with work():
        decide(cast, said)
        taken_back.take_back(said.public_id)
    sam = sign_in("Sam")
    page = sam.get("/desk/decided")
    page.says("Taken back")
    page.never_says("Released")
    sam.get(f"/desk/{item_of(said).public_id}").says("They have taken this back", "and taken back since")


def test_home_says_loudly_that_nobody_is_on_duty_to_those_who_can_mend_it(work, sign_in, cast):
    with work():
        db.session.execute(
            sa.update(Membership).where(Membership.role.in_(DESK)).values(ends_on=date(2026, 1, 1))
        )
    sign_in("Ada").get("/").says("Nobody is on duty at the safeguarding desk")
    sign_in("Grace").get("/").never_says("Nobody is on duty")


def test_words_are_taken_out_after_the_release_and_the_page_keeps_what_was_typed(work, cast, said, sign_in):
    with work():
        decide(cast, said)
    sam, path = sign_in("Sam"), f"/desk/{item_of(said).public_id}"
    page = sam.post(path, status=200)
    page.says("Take words out", "they read only the new version")
    assert page.one("textarea[name=words]").get_text().strip() == SAID
    typed = {"after": "1", "words": "My friend hits me.", "more": "", "why": ""}
    sam.post(f"{path}/take-out", typed, status=200).says("Write why you take them out", "My friend hits me.")
    sam.post(f"{path}/take-out", typed | {"why": "A name was left in it."})
    sam.post(path, status=200).says(
        "As it was said", SAID[:14], "As it was released", "A name was left in it."
    )
    sign_in("Pia").post(f"{path}/take-out", typed, status=403)
