"""The desk's pages, and planted words that no other page may show."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.cli.access import routes
from app.db import db
from app.demo.people import CAST
from models.audit import AuditEvent
from models.feedback import Feedback
from participation.services import gate
from tests.proposals_made import submitted
from tests.voice_made import a_listening, a_theme, decide, item_of, somebody_says

CANARY = "Zebedeequux pushes me off the swings"
OTHERS = [person.name for person in CAST if person.name not in {"Sam", "Joy"}]


@pytest.fixture
def said(work, cast):
    with work():
        here = a_listening(cast)
        canary, _ = somebody_says(here, CANARY)
        other, _ = somebody_says(here, "More trees please")
        decide(cast, other)
        a_theme(cast, other, send=True)
        a_theme(cast, other, title="Still open, so that the sorting page lists everything released")
    return canary


def pages(client) -> str:
    """Everything this person can open with a plain address, and the one theme's pages, as one text."""
    found = []
    themes = [str(row[0]) for row in db.session.execute(sa.text("SELECT public_id FROM themes"))]
    plain = [row["path"] for row in routes() if "GET" in row["methods"] and "<" not in row["path"]]
    for path in [*plain, *(f"/themes/{one}" for one in themes), *(f"/answers/packs/{one}" for one in themes)]:
        if path.endswith("/leave"):  # leads out of Our Part
            continue
        found.append(client.client.get(path, follow_redirects=True).get_data(as_text=True))
    return " ".join(found)


def test_the_lead_opens_decides_and_goes_on(work, said, sign_in):
    sam, item = sign_in("Sam"), item_of(said)
    sam.get("/desk").never_says("Zebedeequux")
    sam.get(f"/desk/{item.public_id}").never_says("Zebedeequux")
    page = sam.post(f"/desk/{item.public_id}", status=200)
    page.says(CANARY, "How is the park for you?", "Your decision")
    answer = {"after": "0", "outcome": "no_concern", "letting": "release", "rationale": ""}
    sam.post(f"/desk/{item.public_id}/decision", answer, status=200).says(
        CANARY, "Write why you decided this"
    )
    answer["rationale"] = "Between two friends; talked through."
    sam.post(f"/desk/{item.public_id}/decision", answer, status=200).says(
        "“Zebedeequux” may show who somebody is"
    )
    sam.post(f"/desk/{item.public_id}/decision", {**answer, "stays": "Zebedeequux"})
    assert gate.is_released(item.kind, said.public_id)
    read = db.session.scalar(sa.select(sa.func.count()).where(AuditEvent.action == "words.read"))
    assert read == 3  # opened once, and shown again with each message


def test_what_was_typed_is_kept_when_a_decision_is_refused(said, sign_in):
    item = item_of(said)
    answer = {
        "after": "0",
        "outcome": "referred",
        "letting": "keep",
        "rationale": "Rang the front door at ten.",
    }
    page = sign_in("Sam").post(f"/desk/{item.public_id}/decision", answer, status=200)
    page.says("Write the referral or incident reference you were given.", "Rang the front door at ten.")


def test_shutting_out_from_the_page(said, sign_in, cast):
    item = item_of(said)
    sign_in("Joy").post(f"/desk/{item.public_id}/shut-out", {"who": cast("Sam").public_id})
    sign_in("Sam").get(f"/desk/{item.public_id}", status=404)
    sign_in("Joy").get(f"/desk/{item.public_id}")


@pytest.mark.parametrize("name", OTHERS)
def test_planted_words_are_on_no_page_of_anybody_else(said, sign_in, name):
    client = sign_in(name)
    assert "Zebedeequux" not in pages(client)
    for method in (client.client.get, client.client.post):
        answer = method(f"/desk/{item_of(said).public_id}", data={"csrf_token": client.csrf()})
        assert answer.status_code in {302, 303, 403, 404}
        assert "Zebedeequux" not in answer.get_data(as_text=True)


def test_the_control_the_same_search_finds_them_once_released(work, said, cast, sign_in):
    with work():
        decide(cast, said)
    assert "Zebedeequux" in pages(sign_in("Pia"))  # ready to be put in a theme


def test_the_control_the_desk_shows_them(said, sign_in):
    sign_in("Sam").post(f"/desk/{item_of(said).public_id}", status=200).says("Zebedeequux")


def test_the_audit_trail_and_letters_never_hold_them(said):
    for table in ("audit_events", "outbox_messages", "feedback", "triage_items", "submissions"):
        rows = db.session.execute(sa.text(f"SELECT * FROM {table}")).all()
        assert "Zebedeequux" not in str(rows)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 2


def test_keeping_an_idea_says_that_it_goes_back_to_whoever_wrote_it(work, said, sign_in):
    with work():
        idea = item_of(submitted("Ben")).public_id
    sam = sign_in("Sam")
    page = sam.post(f"/desk/{idea}", status=200)
    page.says("Others can read the idea as it is", "Releasing it later does not do that for them")
    page.never_says("put in a theme and answered", "You can release them later")
    sam.post(f"/desk/{item_of(said).public_id}", status=200).says(
        "put in a theme and answered", "You can release them later"
    )
