"""The list of organisations, as officers and the finance lead keep it."""

from __future__ import annotations

import pytest

from tests.organisations_made import an_organisation

WHEELS = {
    "name": "Quay Wheels CIC", "kind": "cic", "scheme": "GB-COH", "number": "1234567", "is_enterprise": "yes",
    "accountable": "",
}  # fmt: skip


@pytest.fixture
def wheels(app, work):
    with work():
        return f"/organisations/{an_organisation(checked=False).public_id}"


def key(number):
    return {"idempotency_key": f"a-key-long-enough-{number}"}


def test_a_wrong_number_is_refused_beside_its_field_and_kept(sign_in):
    carol = sign_in("Carol")
    page = carol.post("/organisations/new", {**WHEELS, **key(1)}, status=200)
    page.says("A number of the Companies House looks like 01234567")
    assert page.one("input[name=number]")["value"] == "1234567"
    carol.post("/organisations/new", {**WHEELS, "number": "01234567", **key(2)}, follow=True).says(
        "is on the list", "Companies House, 01234567", "Not checked yet"
    )
    carol.get("/organisations?q=wheels").says("Quay Wheels CIC", "GB-COH-01234567")


def test_farid_checks_the_bank_and_carol_cannot(sign_in, wheels):
    sign_in("Carol").get(wheels).never_says("Record the check")
    farid = sign_in("Farid")
    farid.post(f"{wheels}/bank", {"how": "Account 12345678", **key(1)}, status=200).says(
        "they are not kept here"
    )
    farid.post(f"{wheels}/bank", {"how": "A statement was seen", **key(2)}, follow=True).says("by Farid")


def test_who_acts_for_it(sign_in, wheels):
    carol = sign_in("Carol")
    carol.post(f"{wheels}/people", {"signs_in_as": "asha", **key(1)}, status=200).says("Only an adult")
    carol.post(f"{wheels}/people", {"signs_in_as": "dev@alderbrook.example", **key(2)}, follow=True).says(
        "Dev can now"
    )
    carol.post(
        f"{wheels}/close",
        {"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2020", **key(3)},
        status=200,
    ).says("after it began")
