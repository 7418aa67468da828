"""Terms changed when both sides agree, and the end that every award has."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.services import (
    ledger_check,
    offers,
    offers_changes,
    pots,
)
from models.offers import AwardTerms
from participation.rules.refusals import Refusal
from tests.awards_lived import (
    award_fixture,  # noqa: F401 - a fixture
    signed_fixture,  # noqa: F401 - a fixture
    the_award,
)
from tests.decisions_made import terms
from tests.proposals_made import actor


def test_a_pot_without_a_closing_day_and_a_change_of_terms_have_an_end_too(signed, work):
    with work():
        award = the_award()
        award.pot.closes_on = None
        late = terms(ends_on=date(2099, 1, 1), report_by=date(2099, 1, 1))
        with pytest.raises(Refusal, match="must end by 1 April 2028") as refused:
            offers_changes.propose_change(actor("Dev"), award, Pence(400_00), late, "It needs more time")
        assert refused.value.field == "ends_on"
        award.pot.closes_on = date(2026, 4, 2)  # closed early since: the days that count already stand
        offers_changes.propose_change(
            actor("Carol"), award, Pence(300_00), terms(), "It costs less than was planned"
        )


def test_new_terms_count_when_both_sides_agree_and_every_version_is_kept(signed, work):
    with work():
        award, less = the_award(), terms(conditions="Helmets are hired.")
        with pytest.raises(Refusal, match="needs a new decision"):
            offers_changes.propose_change(
                actor("Carol"), award, Pence(400_01), less, "They ask for more money"
            )
        offers_changes.propose_change(
            actor("Carol"), award, Pence(300_00), less, "Helmets will be hired, not bought"
        )
        with pytest.raises(Refusal, match="still waiting for an answer"):
            offers_changes.propose_change(actor("Dev"), award, Pence(200_00), less, "And less still, please")
        with pytest.raises(Refusal, match="The other side has to agree"):
            offers_changes.agree(actor("Carol"), award, 2, "Carol")
        assert award.amount_pence == 400_00
        offers_changes.agree(actor("Dev"), award, 2, "Dev Patel")
        with pytest.raises(Refusal, match="settled already"):
            offers_changes.agree(actor("Dev"), award, 2, "Dev Patel")
    versions = offers.versions_of(the_award())
    assert [one.amount_pence for one in versions] == [300_00, 400_00]
    assert offers.in_force(versions).conditions == "Helmets are hired."
    assert the_award().amount_pence == 300_00
    assert pots.standing_of(the_award().pot_id).promised == 300_00
    with pytest.raises(DBAPIError, match="version by version"), work():
        db.session.execute(sa.update(AwardTerms).values(conditions="Other"))
    assert ledger_check.faults() == []
