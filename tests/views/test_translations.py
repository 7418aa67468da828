"""A translation of released words: written by a worker, read at the desk, then below the child's own words."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.saying import Translation
from tests.voice_made import a_listening, a_theme, decide, somebody_says

POLISH, ENGLISH = "Przy bramie jest ciemno", "It is dark by the gate"


@pytest.fixture
def theme(work, cast):
    with work():
        said = somebody_says(a_listening(cast), POLISH)[0]
        decide(cast, said)
        return a_theme(cast, said, send=True)


def test_from_the_theme_to_the_answerers_pack(theme, sign_in, work, cast):
    pia = sign_in("Pia")
    page = pia.get(f"/themes/{theme.public_id}")
    where = page.one("a[href*='/translation']")["href"]
    pia.get(where).says(POLISH, "Their own words stay as they are", "A trained interpreter")
    typed = {"words": ENGLISH, "language": "English", "translator": "family"}
    pia.post(where, typed, status=200).says("Ask an interpreter", ENGLISH)
    pia.post(where, typed | {"translator": "interpreter"})
    page = pia.get(where)
    page.says("A translation into English waits")
    page.never_says("translated later")
    rhona = sign_in("Rhona")
    rhona.get(f"/answers/packs/{theme.public_id}").never_says(ENGLISH)
    rhona.get(where, status=403)
    with work():
        decide(cast, db.session.scalars(sa.select(Translation)).one())
    told = ("In English", "translated later by a trained interpreter", ENGLISH, POLISH)
    rhona.get(f"/answers/packs/{theme.public_id}").says(*told)
    sign_in("Pia").get(where).says(*told)
    sign_in("Pia").get("/said/abcabcabcabc/translation", status=404)
