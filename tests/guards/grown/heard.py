"""More of what came after the words: how to be told, I and We, young researchers, drawings, translations, words out."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from models.feedback import Feedback
from participation.rules.feedback import Route, Screen
from participation.rules.people import Actor
from participation.rules.responses import AnswerKind, Draft
from participation.rules.support import Translator
from participation.rules.told import Means
from participation.rules.ways import Way
from participation.services import feedback, pairs, panels, research, responses, told, translations, triage
from participation.services.listening import NewListening
from tests import co_design_made, voice_made
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def heard(ids: Ids, many: int, turn: str) -> list[Feedback]:
    """So many more of each, and of findings on the page that is swept.

    Returns things said with a drawing, a translation and words taken out, for every theme.
    """
    here = voice_made.a_listening(actor, title=f"Heard {turn}")
    said = []
    for n in range(many):
        for make in (_told, _pair, _research):
            make(f"{turn} {n}")
        one = voice_made.somebody_says(here, f"Ciemno tu, {turn} {n}")[0]
        voice_made.decide(actor, one)
        item = voice_made.item_of(one).public_id
        triage.take_out(
            actor("Sam"), item, {"words": f"Ciemno, {turn} {n}"}, "A name was left in it.", after=1
        )
        voice_made.a_drawing(actor, one)
        other = translations.add(
            actor("Pia"), one.public_id, f"It is dark, {turn} {n}", "English", Translator.SERVICE
        )
        voice_made.decide(actor, other)  # type: ignore[arg-type]
        said.append(one)
        own = research.get_own(actor("Asha"), ids["research"])
        found = research.write_finding(actor("Asha"), own, f"Most stand up, {turn} {n}.")
        co_design_made.release(found.public_id)
    return said


def _told(turn: str) -> None:
    """Another answer that Pia was chosen to tell."""
    one = voice_made.somebody_says(voice_made.a_listening(actor, title=f"Told {turn}"), f"More bins, {turn}")[
        0
    ]
    voice_made.decide(actor, one)
    told.choose(Actor.nobody(), one, Means.WORKER, actor("Pia").public_id)
    theme = voice_made.a_theme(actor, one, title=f"Bins {turn}", send=True)
    responses.answer(
        actor("Rhona"), theme, Draft(AnswerKind.WE_DID, "There are bins.", "There are bins.", "By the gate.")
    )


def _pair(turn: str) -> None:
    """Another pair, asked in a listening that has ended, with what five people answered."""
    pair = pairs.make(actor("Pia"), f"I like {turn}", "We keep it open.", "Parks", actor("Rhona").public_id)
    with clock.at(now() - timedelta(days=20)):
        ended = voice_made.a_listening(
            actor, title=f"Pair {turn}", ways=(Way.STATEMENTS, Way.WRITE), pairs=(pair.public_id,),
            closes_at=now() + timedelta(days=9),
        )  # fmt: skip
        for n in range(5):
            token = feedback.new_token()
            draft = feedback.begin(ended, Route.CHILD, token)
            feedback.keep_all(draft, {Screen.STATEMENTS: "0=no", Screen.WORDS: f"No {turn} {n}"})
            sent = sa.select(Feedback).where(Feedback.public_id == feedback.send(draft, token))
            voice_made.decide(actor, db.session.scalars(sent).one())


def _research(turn: str) -> None:
    """Another question of Asha's, with an answer and a finding; and one that waits for a worker."""
    asha, pia = actor("Asha"), actor("Pia")
    team = panels.panels_for(asha)[0]
    asked, waits = (
        research.ask(asha, team, f"How is {what} {turn}?", "It matters.") for what in ("tea", "lunch")
    )
    for one in (asked, waits):
        co_design_made.release(one.public_id)
    new = NewListening(f"Tea {turn}", f"How is tea {turn}?", now() - timedelta(1), now() + timedelta(9))
    research.set_up(pia, research.get_to_set_up(pia, asked.public_id), new)
    said, _ = voice_made.somebody_says(asked.listening, f"It is cold, {turn}.")
    voice_made.decide(actor, said)
    found = research.write_finding(asha, research.get_own(asha, asked.public_id), f"It is cold, {turn}.")
    co_design_made.release(found.public_id)
