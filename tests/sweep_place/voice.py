"""Listenings, what was said in them, themes and answers."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.triage import TriageItem
from participation.rules.accounts import Account
from participation.rules.accounts import Part as AccountPart
from participation.rules.responses import AnswerKind, Draft
from participation.rules.themes import Shanarri
from participation.rules.told import Means
from participation.services import (
    accounts,
    pairs,
    paper,
    responses,
    theme_checks,
    themes,
    told,
)
from tests import (
    voice_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def make_voice() -> Ids:
    here = voice_made.a_listening(actor)
    paper.make_sheets(actor("Pia"), here, 3)
    voice_made.a_listening(
        actor, title="The library", opens_at=now() - timedelta(days=9), closes_at=now() + timedelta(days=2)
    )
    past = voice_made.a_listening(
        actor, title="The old park", opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2)
    )
    written = dict.fromkeys(AccountPart, "We went to the park on four days.")
    accounts.keep(actor("Pia"), past, Account(written, local_date(now()) + timedelta(days=90)), finish=True)
    held, _ = voice_made.somebody_says(here, "The lights are broken by the swings.")
    spoken = [voice_made.somebody_says(here, f"More swings please, {n} of them.") for n in range(3)]
    for said, _ in spoken:
        voice_made.decide(actor, said)
    free = spoken[2][0].public_id
    gathering = voice_made.a_theme(actor, spoken[0][0], title="Swings")
    sent = voice_made.a_theme(actor, spoken[1][0], title="Lights", send=True)
    other = themes.make(actor("Pia"), themes.NewTheme("Nobody’s yet", Shanarri.SAFE))
    asked, unasked = (
        themes.make(actor("Pia"), themes.NewTheme(f"More {n} swings", Shanarri.SAFE)) for n in "ab"
    )
    themes.add(actor("Pia"), asked, [spoken[0][0].public_id])
    themes.add(actor("Pia"), unasked, [spoken[0][0].public_id])
    theme_checks.ask(actor("Pia"), asked)
    bench, back = voice_made.somebody_says(here, "A bench to sit on.")
    voice_made.decide(actor, bench)
    done = voice_made.a_theme(actor, bench, title="Benches", send=True)
    told.choose(actor("Asha"), bench, Means.WORKER, actor("Pia").public_id)
    pair = pairs.make(
        actor("Pia"), "I like the park", "We keep the park open.", "Parks", actor("Rhona").public_id
    )
    drawing = voice_made.a_drawing(actor, spoken[1][0])
    responses.answer(
        actor("Rhona"),
        done,
        Draft(
            AnswerKind.WE_DID,
            "Two benches stand by the swings.",
            "We put two benches there.",
            "Look by the swings.",
        ),
    )
    waiting = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == held.public_id)).one()
    return {
        "listening": here.public_id, "code": here.code, "item": waiting.public_id, "theme": gathering.public_id,
        "pack": sent.public_id, "themed": spoken[0][0].public_id, "loose": free, "empty_theme": other.public_id,
        "answered": done.public_id, "come_back": back, "asked_theme": asked.public_id,
        "unasked_theme": unasked.public_id, "finished": past.public_id,
        "answer": responses.answers_to(done)[0].public_id, "shown_drawing": drawing.public_id,
        "i_we_pair": pair.public_id, "let_out": voice_made.item_of(spoken[2][0]).public_id,
    }  # fmt: skip
