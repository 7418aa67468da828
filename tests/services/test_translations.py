"""Released words in another language, later: the original stays, the desk reads first, and taking out ends it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.saying import Translation
from models.triage import SealedWords, TriageItem
from participation.rules.gate import Letting, Outcome, WordsKind
from participation.rules.refusals import Refusal
from participation.rules.retention import Why
from participation.rules.support import Translator
from participation.services import erasure, taken_back, translations, triage
from participation.services.released import ReleasedFeedback
from tests.voice_made import a_listening, decide, item_of, somebody_says

POLISH, ENGLISH = "Przy bramie jest ciemno, mówi Rhona", "It is dark by the gate, says Rhona"


@pytest.fixture
def said(work, cast):
    with work():
        made = somebody_says(a_listening(cast), POLISH)[0]
        decide(cast, made)
    return made


def add(work, cast, said, words=ENGLISH, language="English", by=Translator.INTERPRETER):
    with work():
        return translations.add(cast("Pia"), said.public_id, words, language, by)


def read_by(cast, name):
    (one,) = ReleasedFeedback().read_by(cast(name)).page()
    return [(other.language, other.by, other.words) for other in one.translations]


def test_nobody_reads_it_before_the_desk_has_though_a_worker_wrote_it_and_the_original_stays(
    work, cast, said
):
    made = add(work, cast, said)
    assert read_by(cast, "Pia") == read_by(cast, "Rhona") == []
    assert translations.waiting(said.public_id) == ["English"]
    item = db.session.scalars(sa.select(TriageItem).where(TriageItem.kind == WordsKind.TRANSLATION)).one()
    assert (item.written_by, item.decided_at) == (cast("Pia").public_id, None)
    with work():
        assert triage.open_item(cast("Sam"), item.public_id).original == {"words": ENGLISH}
        decide(cast, made)
    for name in ("Pia", "Rhona"):
        assert read_by(cast, name) == [("English", "a trained interpreter", ENGLISH)]
    assert ReleasedFeedback().page()[0].words == POLISH
    assert translations.waiting(said.public_id) == []


def test_a_relative_the_same_words_and_a_second_one_are_refused(work, cast, said):
    for words, language, by, wrong in (
        (ENGLISH, "English", Translator.FAMILY, "relative or friend"),
        (POLISH, "English", Translator.WORKER, "as they were said"),
    ):
        with pytest.raises(Refusal, match=wrong):
            add(work, cast, said, words, language, by)
    first = add(work, cast, said)
    with pytest.raises(Refusal, match="already"):
        add(work, cast, said, "Dark by the gate", "english")
    with work():  # kept at the desk: another may be made
        decide(cast, first, outcome=Outcome.ADVICE, letting=Letting.KEEP)
    add(work, cast, said, "Dark by the gate")
    add(work, cast, said, "Mae'n dywyll wrth y giât", "Welsh", Translator.SERVICE)


def test_one_a_concern_stands_in_is_not_shown_to_whom_it_is_about(work, cast, said):
    made = add(work, cast, said)
    with work():
        decide(cast, made, outcome=Outcome.ADVICE)
    assert read_by(cast, "Pia") == [("English", "a trained interpreter", ENGLISH)]
    assert read_by(cast, "Rhona") == []


def test_words_taken_out_or_taken_back_end_their_translation_and_it_is_erased_with_them(work, cast, said):
    made = add(work, cast, said)
    with work():
        decide(cast, made)
        triage.take_out(
            cast("Sam"), item_of(said).public_id, {"words": "Ciemno"}, "A name is in it.", after=1
        )
    assert read_by(cast, "Pia") == [], "it would still tell what was taken out"
    later = add(work, cast, said, "Dark")
    with work():
        decide(cast, later)
    assert read_by(cast, "Pia") == [("English", "a trained interpreter", "Dark")]
    waits = add(work, cast, said, "Tywyll", "Welsh")
    with work():
        taken_back.take_back(said.public_id)
    with pytest.raises(Refusal, match="taken it back"), work():
        decide(cast, waits)
    with work():
        erasure.erase("words", said.public_id, Why.ASKED)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Translation)) == 0
    left = (
        sa.select(sa.func.count())
        .select_from(SealedWords)
        .join(TriageItem, TriageItem.id == SealedWords.item_id)
    )
    assert db.session.scalar(left.where(TriageItem.kind == WordsKind.TRANSLATION)) == 0
