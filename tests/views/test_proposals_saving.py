"""A draft saves itself as it is typed: what is right is kept, what is wrong is named."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.proposals import Proposal
from tests import proposals_made as made


@pytest.fixture
def draft(work):
    with work():
        return made.drafted().public_id


def _save(person, draft: str, section: str, **typed: str) -> str:
    """Save one part as its page does while somebody types; the problem it answers with."""
    sent = {"csrf_token": person.csrf(), **typed}
    answer = person._ask("post", f"/proposals/{draft}/draft?section={section}", data=sent)
    assert answer.status_code == 200
    db.session.expire_all()
    return answer.json["problem"]


def test_one_wrong_field_keeps_no_other_from_saving_itself_and_is_named(sign_in, draft):
    mei = sign_in("Mei")
    said = _save(mei, draft, "idea", title="Half", need="The bus is dear", how_many="lots", ages_from="4")
    assert (
        said
        == "“Roughly how many people would it help?”: Write roughly how many people as a number, like 40."
    )
    made = db.session.scalars(sa.select(Proposal)).one()
    assert (made.title, made.need, made.how_many, made.ages_from) == ("Half", "The bus is dear", 60, 4)
    said = _save(mei, draft, "idea", title="Whole", need="It is", how_many="9", ages_from="12", ages_to="8")
    assert said == "“The oldest”: The oldest cannot be younger than the youngest."
    assert (made.title, made.how_many, made.ages_from, made.ages_to) == ("Whole", 9, 4, None)
    assert _save(mei, draft, "idea", title="Whole", ages_from="8", ages_to="12") == ""
    assert (made.ages_from, made.ages_to) == (8, 12)


def test_a_row_that_is_not_whole_yet_keeps_no_other_row_from_saving_itself(sign_in, draft):
    mei = sign_in("Mei")

    def costs(*rows: tuple[str, str]) -> tuple[str, list[tuple[str, int]]]:
        typed = {f"lines-{at}-what": what for at, (what, _) in enumerate(rows)}
        typed |= {f"lines-{at}-amount": amount for at, (_, amount) in enumerate(rows)}
        said = _save(mei, draft, "costs", **typed, pot="")
        lines = db.session.scalars(sa.select(Proposal)).one().lines
        return said, [(line.what, int(line.pence)) for line in lines]

    kept = [("Locks", 3000), ("Bikes", 90000)]
    assert costs(("Locks", "30"), ("Bikes", "900")) == ("", kept)
    said, lines = costs(("Locks", "30"), ("Pumps", ""), ("Bikes", "900"))
    assert (said, lines) == ("Cost line 2: Write what it costs.", kept)
    assert costs(("Locks", "thirty"), ("Bikes", "900"))[1] == kept  # what stood there stays
    assert costs(("Cable lo", "thirty"), ("Bikes", "900"))[1] == kept
    assert costs(("", ""), ("Bikes", "900")) == ("", [("Bikes", 90000)])
    said, lines = costs(*[(f"Thing {at}", "1") for at in range(31)])
    assert "Write at most 30 lines" in said
    assert lines == [("Bikes", 90000)]


def test_typing_is_saved_as_it_goes(sign_in, draft):
    mei = sign_in("Mei")
    sent = {"csrf_token": mei.csrf(), "title": "Half a", "need": "", "who_benefits": "", "how_many": ""}
    answer = mei._ask("post", f"/proposals/{draft}/draft?section=idea", data=sent)
    assert answer.status_code == 200
    assert answer.json["saved_at"].endswith("m")
    db.session.expire_all()
    assert db.session.scalar(sa.select(Proposal.title)) == "Half a"
    assert (
        mei._ask("post", f"/proposals/{draft}/draft?section=idea", data={"title": "No token"}).status_code
        == 400
    )
    assert mei._ask("post", f"/proposals/{draft}/draft?section=moon", data=sent).status_code == 404
    erin = sign_in("Erin")
    sent["csrf_token"] = erin.csrf()
    assert erin._ask("post", f"/proposals/{draft}/draft?section=idea", data=sent).status_code == 404
