"""The hard cases about safety, one named test each: 1, 2, 3, 4, 28 and 29 of the design's section 8."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.services import comments, comments_moderating
from models.audit import AuditEvent
from models.jobs import OutboxMessage
from models.triage import TriageItem
from participation.rules.gate import Outcome, Priority, WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import escalation, gate, glass, triage
from participation.services.released import ReleasedFeedback
from tests.co_design_made import talked_about
from tests.desk_made import a_duty_contact, called
from tests.voice_made import a_listening, decide, item_of, somebody_says

OTHERS = ("Ada", "Pia", "Carol", "Olu", "Asha", "Rhona", "Noor", "Grace")
WHY = "Nobody at the desk answers, and a child may be in danger this evening."


@pytest.mark.parametrize("kind", [
    WordsKind.FEEDBACK, WordsKind.PROPOSAL, WordsKind.CHECK_IN, WordsKind.COMMENT, WordsKind.ATTACHMENT,
    WordsKind.DEAL_WORDS, WordsKind.ADVICE, WordsKind.DRAFT, WordsKind.SUGGESTION,
    WordsKind.DRAWING, WordsKind.SOUND,
])  # fmt: skip
def test_hard_case_1_a_disclosure_goes_the_same_way_wherever_it_is_written(work, cast, kind):
    with work():
        item = gate.hold(kind, "record000001", "he hits me at night", by=cast("Asha"))
    assert (item.priority, item.raised_by, item.released_at) == (Priority.HIGH, ["hurt"], None)
    assert not gate.is_released(kind, "record000001")
    assert called("held:") == ["Sam"]
    for name in OTHERS:
        with pytest.raises(NotFound):
            triage.get_item_for(cast(name), item.public_id)


def test_hard_case_2_the_saddest_face_of_a_six_year_old_and_nothing_else_is_urgent(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "", face=1, age="6-9")
        older, _ = somebody_says(a_listening(cast), "", face=3, age="6-9")
    assert (item_of(made).priority, item_of(made).raised_by) == (Priority.HIGH, ["young_and_saddest"])
    assert item_of(older).priority is Priority.NORMAL
    assert triage.queue(cast("Sam"))[0][0].words_of == made.public_id


def test_hard_case_3_somebody_who_gave_no_name_is_kept_and_seen_and_cannot_be_traced(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "He hurts me and I want to die")
        opened = triage.open_item(cast("Sam"), item_of(made).public_id)
    assert opened.writer is None
    assert item_of(made).written_by is None
    assert opened.texts[0].said == "He hurts me and I want to die"
    assert ReleasedFeedback().count() == 0
    about = [
        event for event in db.session.scalars(sa.select(AuditEvent)) if event.subject_id == made.public_id
    ]
    assert all(event.actor_id == "" for event in about), "nothing ties what was said to a person"


@pytest.mark.parametrize(
    ("who", "text"),
    [("Sam", "Sam from the council shouts at me"), ("Rhona", "rhona who does the parks hit my brother")],
    ids=["the lead on call", "the one who would answer"],
)
def test_hard_case_4_whom_it_names_is_shut_out_by_itself_and_somebody_else_is_called(work, cast, who, text):
    with work():
        made, _ = somebody_says(a_listening(cast), text)
    item = item_of(made)
    assert [shut.user.name for shut in item.shut_outs] == [who]
    assert called("held:") == (["Joy"] if who == "Sam" else ["Sam"])
    with pytest.raises(NotFound):
        triage.get_item_for(cast(who), item.public_id)
    with work():
        decide(cast, made, who="Joy", outcome=Outcome.ADVICE)
    assert ReleasedFeedback().read_by(cast(who)).count() == 0


def test_hard_case_4_when_lead_and_deputy_are_both_named_the_duty_contact_is_called(work, cast):
    with work():
        a_duty_contact()
        somebody_says(a_listening(cast), "Sam and Joy both laughed when he hit me")
    assert called("held:") == ["Lena"]


def test_hard_case_28_breaking_the_glass_takes_a_reason_and_two_people_and_is_seen(work, cast, at):
    with at("2026-11-23 20:00"):
        with work():
            made, _ = somebody_says(a_listening(cast), "he hits me, Zebedeequux")
            number = item_of(made).public_id
        with pytest.raises(Refusal, match="Write why"), work():
            glass.ask(cast("Ada"), number, "Urgent")
        with work():
            asked = glass.ask(cast("Ada"), number, WHY).public_id
        assert sorted(called("glass:")) == ["Joy", "Olu", "Orla", "Sam"]
        with pytest.raises(Refusal, match="not open"), work():
            glass.read(cast("Ada"), asked)
        with pytest.raises(NotFound), work():
            glass.answer(cast("Ada"), asked, yes=True)
        with work():
            glass.answer(cast("Olu"), asked, yes=True)
            _, texts = glass.read(cast("Ada"), asked)
        assert texts == {"words": "he hits me, Zebedeequux"}
        for name in ("Olu", "Sam", "Pia"):
            with pytest.raises(NotFound), work():
                glass.read(cast(name), asked)
    with at("2026-11-23 20:30"), pytest.raises(Refusal, match="not open"), work():
        glass.read(cast("Ada"), asked)
    trail = [
        row.action for row in db.session.scalars(sa.select(AuditEvent).where(AuditEvent.subject_id == number))
    ]
    assert trail[-3:] == ["glass.asked", "glass.opened", "words.read_through_glass"]
    assert [event.actor_name for event in triage.readings_of(item_of(made))] == ["Ada"]
    assert [one.reason for one in glass.watched(cast("Olu"))] == [WHY]


def test_hard_case_28_nobody_opens_what_is_about_them_nor_lets_it_be_opened(work, cast):
    with work():
        ada, _ = somebody_says(a_listening(cast), "Ada in the office follows me")
        sam, _ = somebody_says(a_listening(cast), "Sam follows me")
        with pytest.raises(Refusal, match="No item"):
            glass.ask(cast("Ada"), item_of(ada).public_id, WHY)
        asked = glass.ask(cast("Ada"), item_of(sam).public_id, WHY).public_id
    assert sorted(called("glass:")) == ["Joy", "Olu", "Orla"]
    assert glass.watched(cast("Sam")) == []
    with pytest.raises(NotFound), work():
        glass.answer(cast("Sam"), asked, yes=True)


def test_hard_case_29_hateful_words_about_a_child_are_never_shown_and_both_are_looked_after(work, cast):
    with work():
        idea = talked_about("Mei", title="Bikes")
        said = comments.say(
            cast("Ben"), idea, CommentKind.COMMENT, "That kid Yusuf should go back home, he stinks"
        )
    item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == said.public_id)).one()
    assert (item.priority, "peer_harm" in item.raised_by) == (Priority.HIGH, True)
    with pytest.raises(NotFound):
        comments_moderating.get_to_moderate(cast("Pia"), said.public_id)
    assert all("Yusuf" not in one.words for one in comments.shown_on(cast("Grace"), idea))
    with work():
        opened = triage.open_item(cast("Sam"), item.public_id)
    assert opened.writer is not None
    assert opened.writer.name == "Ben"
    assert said.moderation is Moderation.WAITING


def test_no_letter_of_the_desk_says_what_was_said_by_whom_or_where(work, cast, at):
    with at("2026-11-23 09:00"), work():
        made, _ = somebody_says(a_listening(cast, title="Ducks"), "Sam and Zebedeequux hit me")
        asked = glass.ask(cast("Ada"), item_of(made).public_id, WHY).public_id
        glass.answer(cast("Olu"), asked, yes=True)
        glass.read(cast("Ada"), asked)
        triage.shut_out(cast("Joy"), item_of(made).public_id, cast("Joy").public_id)
    for hour in ("10:00", "11:00", "12:00"):
        with at(f"2026-11-23 {hour}"), work():
            escalation.escalate_due()
    letters = list(db.session.scalars(sa.select(OutboxMessage)))
    assert len({letter.dedupe_key.partition(":")[0] for letter in letters}) >= 6
    names = [
        "Zebedeequux",
        "Millfield",
        "Ducks",
        "Sam",
        "Joy",
        "Ada",
        "Olu",
        WHY,
        "hit",
        item_of(made).public_id,
    ]
    for letter in letters:
        assert not [name for name in names if name in f"{letter.subject} {letter.body} {letter.path}"]
