"""A pot told from its file and in its statement: what is imported, read page by page, taken away and put right."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.pots_csv import EXAMPLE
from commissioning.services import pots
from models.ledger import LedgerEntry
from models.pots import Pot
from tests.money_made import SYSTEM, area_id
from tests.pots_pages_made import (
    how_many,
    pot_fixture,  # noqa: F401 - a fixture
)


def upload(text, name="balances.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return {"file": (io.BytesIO(data), name), "idempotency_key": "an-import-key-long-1"}


def test_the_example_file_is_imported_and_a_second_time_changes_nothing(sign_in):
    farid = sign_in("Farid")
    page = farid.get("/pots/import")
    page.says("How the file is laid out", "decision_route")
    farid.get("/pots/import/example.csv")
    example = farid.response.data
    assert example.decode("utf-8-sig") == EXAMPLE
    farid.post("/pots/import", upload(example), follow=True).says(
        "2 balances are imported, £22,250.50 in all", "Open"
    )
    before = how_many(LedgerEntry)
    farid.post(
        "/pots/import", {**upload(example), "idempotency_key": "an-import-key-long-2"}, follow=True
    ).says("was imported before, so nothing was changed")
    assert how_many(LedgerEntry) == before


def test_a_file_with_one_wrong_row_imports_nothing_and_names_the_row(sign_in):
    text = EXAMPLE.replace("Harbour & Quay", "Atlantis")
    page = sign_in("Farid").post("/pots/import", upload(text), status=200)
    page.says("Nothing was imported", "Row 3: there is no area called Atlantis")
    assert how_many(Pot) == 0


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01PK\x03", b"team\n", b'"', "é,=1+1\n".encode("latin-1"), b"a" * 5000]
)
def test_what_is_no_such_file_is_refused_in_words(sign_in, data):
    page = sign_in("Farid").post("/pots/import", upload(data), status=200)
    assert page.select(".govuk-error-summary")
    assert how_many(Pot) == 0


def test_no_file_at_all_is_refused(sign_in):
    sign_in("Farid").post("/pots/import", {"idempotency_key": "an-import-key-long-3"}, status=200).says(
        "Choose a CSV file"
    )


def test_the_statement_reads_as_sentences_and_goes_page_by_page(sign_in, pot, work):
    with work():
        made = db.session.scalars(sa.select(Pot)).one()
        for number in range(25):
            pots.add_money(
                SYSTEM, made, {area_id("Millfield"): Pence(100)}, reason=f"Top-up {number}", key=str(number)
            )
    grace = sign_in("Grace")
    grace.get(f"/pots/{pot}/statement").says("26 entries", "Top-up 24", "£1.00 came in for Millfield")
    grace.get(f"/pots/{pot}/statement?page=2").says("This year’s money")
    grace.get(f"/pots/{pot}/statement?what=paid").says("0 entries")
    grace.get(f"/pots/{pot}/statement?what=came_in").says("26 entries")
    grace.get(f"/pots/{pot}/statement?what=nothing").says("26 entries")
    for odd in ("0", "-1", "999999", "x", "１"):
        grace.get(f"/pots/{pot}/statement?page={odd}")


def test_the_statement_for_spreadsheets_starts_no_formula(sign_in, pot, work):
    with work():
        made = db.session.scalars(sa.select(Pot)).one()
        pots.add_money(
            SYSTEM,
            made,
            {area_id("Millfield"): Pence(123)},
            reason='=HYPERLINK("http://127.0.0.1/","x")',
            key="odd",
        )
    reader = sign_in("Olu")
    reader.get(f"/pots/{pot}/statement.csv")
    text = reader.response.data.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ",1.23," in text
    assert text.splitlines()[0].startswith("Date,Entry,What,Area")


def test_a_wrong_entry_is_put_right_from_the_statement(sign_in, pot, work):
    entry = db.session.scalars(sa.select(LedgerEntry.public_id)).one()
    farid = sign_in("Farid")
    farid.get(f"/pots/{pot}/entries/{entry}/put-right").says("£310.00 came in for Millfield")
    sent = {"reason": "Typed into the wrong year", "idempotency_key": "a-key-long-enough-8"}
    farid.post(f"/pots/{pot}/entries/{entry}/put-right", sent, follow=True).says(
        "put right since", "£310.00 for Millfield was moved back"
    )
    farid.post(
        f"/pots/{pot}/entries/{entry}/put-right",
        {**sent, "idempotency_key": "another-key-long-9"},
        status=200,
    ).says("already put right")
    farid.get(f"/pots/{pot}/entries/{entry}/put-right").says("It is put right already")
    sign_in("Grace").get(f"/pots/{pot}/entries/{entry}/put-right", 403)
    farid.get(f"/pots/{pot}/entries/nothing/put-right", 404)
