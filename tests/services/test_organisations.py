"""Organisations: numbers of the right shape, somebody who answers, a bank check by a second person, no account kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clock import now
from app.times import local_date
from commissioning.rules.organisations import SCHEMES, OrganisationKind, check_registration, tidy_number
from commissioning.services import organisations
from commissioning.services.organisations import Details
from participation.rules.refusals import Refusal
from tests.organisations_made import a_group, an_organisation
from tests.proposals_made import actor

K = OrganisationKind


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("GB-CHC", "1123456", "0123456"), ("GB-CHC", "200027-1", "12345"), ("GB-COH", "OC123456", "1234567"),
        ("GB-SC", "SC012345", "012345"), ("GB-EDU", "123456", "12345A"), ("GB-LAE", "ABC", "ABCD"),
    ],
)  # fmt: skip
def test_a_number_has_the_shape_of_its_register(scheme, good, bad):
    check_registration(scheme, tidy_number(f" {good[:3]} {good[3:].lower()} "))
    with pytest.raises(Refusal, match=SCHEMES[scheme].like.split(" or ")[0]):
        check_registration(scheme, bad)
    with pytest.raises(Refusal, match="Write the number"):
        check_registration(scheme, "")
    with pytest.raises(Refusal, match="Choose the register"):
        check_registration("", good)


def test_a_group_without_a_constitution_needs_somebody_who_answers(app, work):
    with pytest.raises(Refusal, match="accountable organisation"), work():
        organisations.add(actor("Carol"), Details("Street kids’ club", K.GROUP))
    with work():
        group = a_group(an_organisation())
        assert group.accountable.name == "Quay Wheels CIC"
        with pytest.raises(Refusal, match="cannot answer for another"):
            a_group(group, "A group of a group")
        able = [one.name for one in organisations.may_answer()]
        assert "Quay Wheels CIC" in able
        assert group.name not in able


def test_no_number_twice_and_no_name_twice_without_one(app, work):
    with work():
        an_organisation()
        for details in (
            Details("Other wheels", K.CIC, "GB-COH", "1234 5678"),
            Details("quay wheels cic", K.CHARITY),
        ):
            with pytest.raises(Refusal, match="already"):
                organisations.add(actor("Carol"), details)


def test_the_bank_is_checked_by_somebody_else_and_no_account_is_kept(app, work):
    with work():
        wheels = an_organisation(checked=False)
        with pytest.raises(Refusal, match="finance lead"):
            organisations.check_bank(actor("Carol"), wheels, "Seen")
        with pytest.raises(Refusal, match="are not kept"):
            organisations.check_bank(actor("Farid"), wheels, "20-00-00 12345678")
        own = organisations.add(actor("Farid"), Details("Farid’s find", K.CHARITY))
        with pytest.raises(Refusal, match="somebody else must check"):
            organisations.check_bank(actor("Farid"), own, "Seen")
        organisations.check_bank(actor("Farid"), wheels, "A statement was seen")
        assert wheels.bank_checked_on == local_date(now())
        organisations.change(actor("Carol"), wheels, Details("Quay Wheels CIC", K.CIC, "GB-COH", "87654321"))
        assert wheels.bank_checked_on is None


def test_only_adults_act_for_it_and_only_officers_keep_the_list(app, work):
    with work():
        wheels = an_organisation()
        with pytest.raises(Refusal, match="Only an adult"):
            organisations.add_person(actor("Carol"), wheels, "asha")
        with pytest.raises(Refusal, match="Nobody signs in"):
            organisations.add_person(actor("Carol"), wheels, "nobody@alderbrook.example")
        with pytest.raises(Refusal, match="They hold “Auditor”") as refused:
            organisations.add_person(actor("Carol"), wheels, "olu@alderbrook.example")
        assert refused.value.field == "signs_in_as"
        organisations.add_person(actor("Carol"), wheels, "DEV@alderbrook.example")
        organisations.add_person(actor("Carol"), wheels, "dev@alderbrook.example")
        assert [user.name for user in organisations.people_of(wheels)] == ["Dev"]
        assert organisations.belongs(actor("Dev").user_id, wheels.id)
        assert not organisations.belongs(actor("Mei").user_id, wheels.id)
        with pytest.raises(Refusal, match="keeps the list"):
            organisations.add_person(actor("Grace"), wheels, "mei@alderbrook.example")


def test_a_closed_one_is_kept_but_no_longer_offered(app, work):
    with work():
        wheels = an_organisation()
        today = local_date(now())
        with pytest.raises(Refusal, match="after it began"):
            organisations.close(actor("Carol"), wheels, date(2020, 1, 1))
        organisations.close(actor("Carol"), wheels, today + timedelta(days=1))
        assert wheels in organisations.open_on(today)
        assert wheels not in organisations.open_on(today + timedelta(days=1))
        assert organisations.find("wheels 123")[1] == 1
