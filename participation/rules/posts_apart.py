"""Roles that one person never holds together, because one of them checks, or must be free of, the other.

From the design's section 1: nobody is the only one to approve what they recommended, an auditor reads what all others
did, and a young advisor is never staff, whatever their age.
"""

from __future__ import annotations

from collections.abc import Collection

from participation.rules.people import ROLE_NAMES, Role
from participation.rules.refusals import Refusal

# Recommends, commits the money, decides: three people for each pound.
MONEY_ROLES = frozenset({Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER})
_BESIDE_AUDITOR = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.RESIDENT})
_BESIDE_ADVISOR = frozenset({
    Role.YOUNG_ADVISOR, Role.RESIDENT, Role.TEAM_MEMBER, Role.CHAIR, Role.BODY_MEMBER, Role.PROVIDER,
})  # fmt: skip


def are_apart(one: Role, other: Role) -> bool:
    """Whether nobody may hold both; the same whichever is named first."""
    both = {one, other}
    return (
        (len(both) == 2 and both <= MONEY_ROLES)
        or (Role.AUDITOR in both and not both <= _BESIDE_AUDITOR)
        or (Role.YOUNG_ADVISOR in both and not both <= _BESIDE_ADVISOR)
    )


def refuse_together(role: Role, held: Collection[Role], *, field: str = "role") -> None:
    """Raise Refusal, naming what stands in the way, for a role that may not be held with what somebody holds."""
    in_the_way = next((one for one in sorted(held) if are_apart(role, one)), None)
    if in_the_way is None:
        return
    why = (
        "Young advisors are never staff"
        if Role.YOUNG_ADVISOR in {role, in_the_way}
        else "One of the two checks what the other does"
    )
    raise Refusal(
        f"They hold “{ROLE_NAMES[in_the_way]}”, and nobody holds that and “{ROLE_NAMES[role]}” together. {why}. "
        "End the one first, or choose somebody else.",
        field=field,
    )
