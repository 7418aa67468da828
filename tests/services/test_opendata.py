"""Open data as it leaves: the fields each standard requires, the sums of the ledger, and no child's name anywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.db import db
from app.publisher import publisher_from
from commissioning.rules.pence import Pence
from commissioning.services import awards, offers_changes
from governance.services import opendata
from models.awards import Award
from models.decisions import Decision
from models.proposals import Proposal
from participation.rules.refusals import Refusal
from tests.decisions_made import a_counted_round, adopted, terms
from tests.opendata_made import a_grant_and_a_contract
from tests.proposals_made import actor

CORE = ("id", "title", "description", "currency", "amountAwarded", "awardDate", "recipientOrganization",
        "fundingOrganization")  # fmt: skip
DAY = re.compile(r"20\d\d-\d\d-\d\d")
INSTANT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def given(app, work):
    """A grant with a child's name and a telephone number in its title, and a contract; both accepted and part paid."""
    with work():
        made = a_grant_and_a_contract(
            purpose="Gardening with Tomos", title="Asha’s bike library, ring 07700 900123"
        )
        for award in made:
            awards.pay(actor("Farid"), award, Pence(123_45), reason="First, for Asha", key="1")
        db.session.flush()
    return tuple(award.public_id for award in made)


def by(app):
    return publisher_from(app.extensions["our_part_settings"])


def test_grants_have_the_core_fields_of_360giving(given, app):
    package = json.loads(opendata.grants_360(by(app)))
    assert re.fullmatch(r"\d+\.\d+", package["version"])
    (grant,) = package["grants"]
    assert set(CORE) <= set(grant)
    assert grant["id"] == f"360G-Alderbrook-{given[0]}"
    assert len(grant["title"]) <= 140
    assert (grant["currency"], grant["amountAwarded"], grant["amountDisbursed"]) == ("GBP", 400.00, 123.45)
    assert DAY.fullmatch(grant["awardDate"])
    assert grant["recipientOrganization"] == [
        {"id": "GB-COH-12345678", "name": "Quay Wheels CIC", "companyNumber": "12345678"}
    ]
    assert grant["fundingOrganization"][0]["id"] == "XI-EXAMPLE-ALDERBROOK"
    assert date.fromisoformat(grant["plannedDates"][0]["startDate"])


def test_contracts_are_ocds_releases_with_their_payments(given, app):
    package = json.loads(opendata.contracts_ocds(by(app)))
    assert {"uri", "version", "publishedDate", "publisher", "releases"} <= set(package)
    (release,) = package["releases"]
    assert {"ocid", "id", "date", "tag", "initiationType", "parties", "buyer", "planning", "tender", "awards",
            "contracts"} <= set(release)  # fmt: skip
    assert release["ocid"] == f"ocds-xxxxxx-{given[1]}"
    assert release["tag"] == ["award", "contract", "implementation"]
    assert INSTANT.fullmatch(release["date"])
    contract = release["contracts"][0]
    assert contract["awardID"] == release["awards"][0]["id"]
    assert contract["implementation"]["transactions"][0]["value"] == {"amount": 123.45, "currency": "GBP"}
    known = {party["id"] for party in release["parties"]}
    named = [release["buyer"], *release["awards"][0]["suppliers"]]
    assert {one["id"] for one in named} <= known


def test_the_transparency_list_says_what_the_code_asks(given, app):
    heads, row = opendata.transparency()
    told = dict(zip(heads, row, strict=True))
    assert (told["Beneficiary"], told["Registration number"], told["Amount (£)"]) == (
        "Quay Wheels CIC", "12345678", "400.00",
    )  # fmt: skip
    assert told["Department"]
    assert told["Purpose"]
    assert DAY.fullmatch(told["Date awarded"])
    assert DAY.fullmatch(told["Ends"])


def test_terms_that_one_side_only_proposes_are_not_told_until_both_agree(given, app, work):
    def told():
        (grant,) = json.loads(opendata.grants_360(by(app)))["grants"]
        (release,) = json.loads(opendata.contracts_ocds(by(app)))["releases"]
        rows = opendata.transparency()
        return (
            grant["plannedDates"][0]["endDate"], grant["amountAwarded"], rows[1][2], rows[1][8],
            release["contracts"][0]["period"]["endDate"][:10],
        )  # fmt: skip

    before = told()
    longer = terms().ends_on + timedelta(days=30)
    with work():
        for public_id in given:
            award = awards.get_award(public_id)
            new = terms(ends_on=longer, report_by=longer)
            offers_changes.propose_change(actor("Mei"), award, Pence(200_00), new, "It needs more time")
    assert told() == before
    with work():
        for public_id in given:
            offers_changes.agree(actor("Carol"), awards.get_award(public_id), 2, "Carol Hughes")
    day = longer.isoformat()
    assert told() == (day, 200.00, day, "200.00", day)


def test_no_childs_name_and_no_telephone_number_leaves_in_any_of_them(given, app):
    texts = [opendata.grants_360(by(app)), opendata.contracts_ocds(by(app)), repr(opendata.transparency())]
    for text in texts:
        for name in (*opendata.children(), "900123", "Mei", "Hana", "Farid"):
            assert re.search(rf"(?i)\b{name}\b", text) is None, (name, text)
    assert "Asha" in opendata.children()
    db.session.rollback()
    kept = db.session.scalars(sa.select(Award.title).order_by(Award.id)).first()
    assert "Asha" in kept  # the control: it is in what is kept, so leaving it out is work


def test_what_nobody_has_accepted_is_not_told(app, work):
    with work():
        a_counted_round()
        adopted("Bike library")
    assert opendata.given() == []
    with pytest.raises(Refusal, match="There is no grant to tell of yet"):
        opendata.grants_360(by(app))
    assert opendata.years() == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Proposal)) >= 1


def test_the_command_writes_each_standard(given, app, tmp_path):
    runner = app.test_cli_runner()
    for standard in ("360giving", "ocds"):
        file = tmp_path / standard
        done = runner.invoke(args=["opendata", "export", "--standard", standard, "--output", str(file)])
        assert done.exit_code == 0, done.output
        assert json.loads(file.read_text(encoding="utf-8"))["version"]
    done = runner.invoke(args=["opendata", "export", "--standard", "transparency", "--year", "1999/00"])
    assert list(csv.reader(io.StringIO(done.stdout)))[1:] == []
    kept, none = (
        runner.invoke(args=["opendata", "export", "--standard", "360giving", "--year", year])
        for year in ("2026-27", "banana")
    )
    assert json.loads(kept.stdout)["grants"]  # a year is read however it is written
    assert (none.exit_code, none.stdout) == (2, "")
    assert "Write the financial year like 2026/27" in none.output
    assert runner.invoke(args=["opendata", "export", "--standard", "own"]).exit_code == 2


@pytest.mark.parametrize(("standard", "what"), [("360giving", "grant"), ("ocds", "contract")])
def test_while_there_is_nothing_to_tell_no_file_is_made_that_its_standard_refuses(
    app, tmp_path, standard, what
):
    file = tmp_path / "out.json"
    file.write_text("yesterday's", encoding="utf-8")
    ended = app.test_cli_runner().invoke(
        args=["opendata", "export", "--standard", standard, "--output", str(file)]
    )
    assert ended.exit_code == 1
    assert f"There is no {what} to tell of yet" in ended.output
    assert file.read_text(encoding="utf-8") == "yesterday's"
