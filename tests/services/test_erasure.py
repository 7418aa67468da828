"""Erasing leaves no bytes in the database, its log or the uploads; holds stop it; a restore is put right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import erasure_file
from app.clock import now
from app.db import db
from app.times import local_date
from models.audit import AuditEvent
from models.erasures import Erasure
from models.feedback import Feedback
from models.people import User
from models.triage import SealedWords, TriageDecision, TriageItem
from participation.rules.attachments import Upload
from participation.rules.gate import Letting, Outcome
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.retention import HeldThing, Why
from participation.services import attachments, erasure, holds, triage
from participation.services.released import ReleasedFeedback
from tests.attachments_made import document
from tests.conftest import person
from tests.voice_made import a_listening, a_theme, decide, item_of, somebody_says

CANARY = "Zebedee-Quillfeather"
SAID = f"{CANARY} pushes me off the swings"


@pytest.fixture
def said(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), SAID)
        decide(cast, made, rationale=f"An ordinary quarrel, {CANARY} says sorry.")
        a_theme(cast, made, send=True)
    return made


def rows_left(public_id: str) -> dict[str, int]:
    """How many rows are still about it, by table."""
    db.session.rollback()
    counted = {
        "feedback": sa.select(Feedback.id).where(Feedback.public_id == public_id),
        "words": sa.select(SealedWords.id),
        "reasons": sa.select(TriageDecision.id).where(sa.func.length(TriageDecision.rationale) > 0),
        "released": sa.select(TriageItem.id).where(TriageItem.released_at.is_not(None)),
    }
    return {name: len(list(db.session.scalars(query))) for name, query in counted.items()}


def test_everything_said_goes_and_only_the_bare_decision_stays(said, work, cast):
    public_id, item_id = said.public_id, item_of(said).public_id
    with work():
        assert erasure.erase("feedback", public_id, Why.ASKED, Actor.nobody())
        assert not erasure.erase("feedback", public_id, Why.ASKED), "a second time finds nothing"
    assert rows_left(public_id) == {"feedback": 0, "words": 0, "reasons": 0, "released": 0}
    assert ReleasedFeedback().count() == 0
    with work():
        opened = triage.open_item(cast("Sam"), item_id)
    assert (opened.texts, opened.item.outcome) == ([], Outcome.NO_CONCERN)
    assert CANARY not in str(list(opened.reasons.values()))
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "record.erased")).one()
    assert public_id not in str((event.subject_id, event.details))


def test_the_reasons_of_a_decision_can_be_erased_and_nothing_else_of_it(said, work):
    changes = [
        {"outcome": Outcome.ADVICE},
        {"reference": "X"},
        {"rationale": b"other words"},
        {"letting": Letting.KEEP},
    ]
    for values in changes:
        with pytest.raises(sa.exc.DBAPIError), work():
            db.session.execute(sa.update(TriageDecision).values(**values))
    with work():
        db.session.execute(sa.update(TriageDecision).values(rationale=b""))


def test_a_hold_stops_erasing_until_it_is_ended_with_a_reason(said, work, cast):
    new = holds.NewHold(
        HeldThing.FEEDBACK,
        item_of(said).public_id,
        "A review asks for this.",
        local_date(now()) + timedelta(90),
    )
    for name in ("Ada", "Olu", "Pia", "Carol"):
        with pytest.raises(NotFound), work():
            holds.hold(cast(name), new)
    with work():
        hold = holds.hold(cast("Sam"), new)
    with pytest.raises(Refusal, match="held"), work():
        erasure.erase("feedback", said.public_id, Why.ASKED)
    assert rows_left(said.public_id)["words"] == 1
    with pytest.raises(NotFound), work():  # the other desk's
        holds.end(cast("Orla"), hold.public_id, "We no longer need it.")
    assert (holds.listed(cast("Orla"))[0].reason, holds.listed(cast("Sam"))[0].reason) == ("", new.reason)
    with pytest.raises(Refusal), work():
        holds.end(cast("Sam"), hold.public_id, "no")
    with work():
        holds.end(cast("Sam"), hold.public_id, "The review is over.")
    with work():
        assert erasure.erase("feedback", said.public_id, Why.ASKED)


def test_a_restored_backup_is_put_right(said, work, tmp_path):
    public_id, name = said.public_id, said.listening.title
    with work():
        erasure.erase("words", public_id, Why.ASKED)
    assert erasure_file.written() == set()
    with work():
        erasure.finish_due(now())
    assert erasure_file.written() == {("words", erasure_file.digest("words", public_id))}
    assert public_id not in (tmp_path / "erasures.jsonl").read_text()
    with work():  # what a restore brings back: here, words at the same place again
        item = item_of(db.session.scalars(sa.select(Feedback)).one())
        db.session.add(
            SealedWords(item_id=item.id, field="words", version=1, sealed=b"back again", sealed_at=now())
        )
    with work():
        assert erasure.replay() == 1
    assert rows_left(public_id)["words"] == 0
    assert name


def test_a_line_cut_short_by_a_crash_is_passed_over(app, tmp_path):
    erasure_file.append([("words", "a" * 64, now())])
    with (tmp_path / "erasures.jsonl").open("a") as file:
        file.write('{"what": "words", "dig')
    assert erasure_file.written() == {("words", "a" * 64)}


def test_somebody_who_closes_their_account_is_nameless(work):
    ben = person("Ben")
    with work():
        assert erasure.erase("account", ben.public_id, Why.ASKED)
    found = db.session.scalars(sa.select(User).where(User.public_id == ben.public_id)).one()
    assert (found.name, found.email, found.is_active, found.password_hash) == (
        "Somebody who left",
        None,
        False,
        None,
    )


def files_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize(
    "careful", [True, False], ids=["as we do it", "control: no overwriting, no cutting of the log"]
)
def test_no_bytes_are_left_in_database_log_or_uploads(app, work, cast, tmp_path, monkeypatch, careful):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files belong to its server; the next test looks into its tables")
    if not careful:
        db.session.remove()
        db.engine.dispose()
        monkeypatch.setattr(erasure.wiping, "rewrite", lambda tables: None)
        monkeypatch.setattr(erasure.wiping, "cut_log", lambda: None)
    with work():
        upload = Upload(document(CANARY).content, CANARY, f"{CANARY}.pdf")
        file = attachments.keep(cast("Dev"), "award", "somewhere", upload)
        ben = person("Ben")
        ben.name = CANARY
    ids = (file.public_id, ben.public_id)
    assert CANARY.encode() in files_of(tmp_path)
    with work():
        if not careful:
            db.session.execute(sa.text("PRAGMA secure_delete=OFF"))
        erasure.erase("file", ids[0], Why.ASKED)
        erasure.erase("account", ids[1], Why.ASKED)
    with work():
        erasure.finish_due(now())
    db.session.remove()
    found = CANARY.encode() in files_of(tmp_path)
    assert found is not careful
    if careful:
        assert erasure.not_wiped() == 0


def test_sealed_bytes_are_gone_too(said, work, tmp_path):
    sealed = [bytes(one) for one in db.session.scalars(sa.select(SealedWords.sealed))]
    sealed += [bytes(one) for one in db.session.scalars(sa.select(TriageDecision.rationale))]
    with work():
        erasure.erase("feedback", said.public_id, Why.ASKED)
    with work():
        erasure.finish_due(now())
    db.session.remove()
    assert erasure.not_wiped() == 0
    if db.engine.dialect.name == "sqlite":
        left = files_of(tmp_path)
        assert not any(one in left for one in sealed)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SealedWords)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).where(Erasure.wiped_at.is_(None))) == 0
