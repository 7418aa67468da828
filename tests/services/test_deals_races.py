"""Two people at one Deal at the same moment: the second is told, and nothing stands that nobody said yes to."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app import once
from app.db import db
from models.deals import Deal
from participation.rules.deals_life import DealState, Side
from participation.rules.refusals import Refusal
from participation.services import deals, deals_renewing
from participation.services.deals_moves import JUST_NOW
from tests.deals_made import PAIRS, lived, the


def meanwhile(deal: Deal, **values: object) -> None:
    """What somebody quicker wrote after this session read the Deal: the row changes, and what was read does not."""
    quicker = sa.update(Deal).where(Deal.id == deal.id).values(**values)
    db.session.execute(quicker.execution_options(synchronize_session=False))


def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a step looks only at the state it read, not at the version of the words."""
    real = once.changed
    monkeypatch.setattr(
        once, "changed", lambda row, still, **values: real(row, Deal.state == row.state, **values)
    )


@pytest.mark.parametrize("guarded", [True, False])
def test_words_changed_in_the_moment_of_the_second_yes_are_not_agreed_unread(
    app, cast, work, monkeypatch, guarded
):
    with work():
        key = lived(cast)
        deal = the(cast, key)
        deals.write_pair(cast("Carol"), deal, PAIRS[0])
        deals.agree(cast("Rhona"), deal)
    if not guarded:
        unguarded(monkeypatch)
    with work():
        deal = the(cast, key)
        read = deal.version
        meanwhile(deal, version=read + 1)  # somebody saved other words: the state stays "being agreed"
        if guarded:
            with pytest.raises(Refusal, match=JUST_NOW):
                deals.agree(cast("Asha"), deal)
        else:
            deals.agree(cast("Asha"), deal)
        row = sa.select(Deal.state, Deal.version).where(Deal.id == deal.id)
        state, version = db.session.execute(row).one()
        assert version == read + 1
        assert (state is DealState.DRAFTED) is guarded, "without its guard, words nobody read are lived"
        db.session.rollback()


@pytest.mark.parametrize("guarded", [True, False])
def test_a_yes_is_never_to_a_day_somebody_changed_in_that_moment(app, cast, work, monkeypatch, guarded):
    with work():
        key = lived(cast)
        deals_renewing.renew(cast("Rhona"), the(cast, key), date(2027, 9, 1), "Ask the caretaker first.")
    if not guarded:
        unguarded(monkeypatch)
    with work():
        deal = the(cast, key)
        meanwhile(deal, renew_to=date(2028, 9, 1))
        if guarded:
            with pytest.raises(Refusal, match=JUST_NOW):
                deals_renewing.renew(cast("Grace"), deal, None)
        else:
            assert deals_renewing.renew(cast("Grace"), deal, None) is True
        asks = db.session.scalar(sa.select(Deal.renewal_by).where(Deal.id == deal.id))
        assert asks == (Side.OURS if guarded else None)
        db.session.rollback()
