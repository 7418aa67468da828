"""Which roles one person never holds together."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from app.demo.people import CAST
from participation.rules.people import Role
from participation.rules.posts_apart import MONEY_ROLES, are_apart, refuse_together
from participation.rules.refusals import Refusal


def test_it_is_the_same_whichever_is_named_first_and_no_role_is_apart_from_itself():
    assert all(are_apart(one, other) == are_apart(other, one) for one, other in product(Role, Role))
    assert not any(are_apart(role, role) for role in Role)


def test_an_auditor_audits_nothing_of_their_own_and_no_one_recommends_pays_and_decides():
    assert {role for role in Role if not are_apart(Role.AUDITOR, role)} == {
        Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.RESIDENT,
    }  # fmt: skip
    assert all(are_apart(one, other) for one, other in combinations(MONEY_ROLES, 2))
    with pytest.raises(Refusal, match=r"They hold “Finance lead”.*“Decision-maker”") as refused:
        refuse_together(Role.DECISION_MAKER, {Role.RESIDENT, Role.FINANCE_LEAD}, field="role")
    assert refused.value.field == "role"


def test_what_people_hold_beside_each_other_today_stands():
    for someone in CAST:
        roles = {role for role, _place, _seat in someone.held}
        assert not any(are_apart(one, other) for one, other in combinations(roles, 2)), someone.name
    refuse_together(Role.COMMISSIONING_OFFICER, {Role.TEAM_MEMBER, Role.OFFICE_MANAGER})
