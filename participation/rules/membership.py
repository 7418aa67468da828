"""Who may be given which role, and what an age band means for it."""

from __future__ import annotations

from participation.rules.ages import ALUMNI_AT, Age
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.rules.refusals import Refusal

CHILD_ROLES = frozenset({Role.RESIDENT, Role.YOUNG_ADVISOR, Role.TEAM_MEMBER})
ADVISOR_BANDS = (AgeBand.TEN_TO_TWELVE, AgeBand.THIRTEEN_TO_FIFTEEN, AgeBand.SIXTEEN_SEVENTEEN, AgeBand.ADULT)
TEAM_ROLES = frozenset({Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR, Role.SUPPORTER})
OFFICE_ROLES = frozenset({Role.FRONT_LINE_WORKER, Role.OFFICE_MANAGER})
SHORTEST_PASSWORD = 15


def scope_for(role: Role, team_id: int | None, area_id: int | None = None) -> tuple[ScopeKind, int | None]:
    """Where a role holds; raises Refusal for a team's or office's role without its place, or one given elsewhere."""
    if role is Role.PARTNER_FINANCE_LEAD:
        raise Refusal("A partner’s finance lead is named where the partner is asked to pledge", field="role")
    if role is Role.PARTNER_LEAD:
        raise Refusal(
            "A partner’s lead is named where the partner is asked to take a part in a Deal", field="role"
        )
    if role is Role.BODY_MEMBER:
        raise Refusal("The board clerk gives people their seats, on the body’s own page", field="role")
    if role in OFFICE_ROLES:
        if area_id is None:
            raise Refusal("Choose the office this person works in", field="area")
        return ScopeKind.AREA, area_id
    if role not in TEAM_ROLES:
        return ScopeKind.COUNCIL, None
    if team_id is None:
        raise Refusal("Choose the team this person belongs to", field="team")
    return ScopeKind.TEAM, team_id


def refuse_unfit(role: Role, band: AgeBand, *, field: str = "band") -> None:
    """Raise Refusal when someone of that age may not hold that role (F3: under 18s hold no legal or money role)."""
    if band is not AgeBand.ADULT and role not in CHILD_ROLES:
        raise Refusal("Only an adult may hold that role", field=field)
    if role is Role.YOUNG_ADVISOR and band not in ADVISOR_BANDS:
        raise Refusal("Young advisors are 10 or older", field=field)


def refuse_grown(role: Role, age: Age, *, field: str = "turns_on") -> None:
    """Raise Refusal for a young advisor of 22 or more, or of 18 or more whose last day as one is not known (F3)."""
    if role is not Role.YOUNG_ADVISOR or age.band is not AgeBand.ADULT:
        return
    if age.is_alumni:
        raise Refusal(f"Young advisors are younger than {ALUMNI_AT}", field="role")
    if age.turns_on is None:
        raise Refusal(
            f"Young advisors are younger than {ALUMNI_AT}. Write the day they turn {ALUMNI_AT}: it is kept sealed",
            field=field,
        )


def refuse_unfit_role(*, own: bool, held: bool, over: bool) -> None:
    """Raise Refusal for one more role that is the giver's own, is held today already, or would be over already."""
    if own:
        raise Refusal("Somebody else gives you a role, so that nobody widens their own powers", field="role")
    if held:
        raise Refusal("They hold that already", field="role")
    if over:
        raise Refusal("Choose today or a later day, or leave it empty", field="until")


def refuse_weak(password: str) -> None:
    """Raise Refusal for a password that is too short (length is what counts; NCSC advises against odd-letter rules)."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(
            f"Use {SHORTEST_PASSWORD} letters or more. Three or four odd words together work well.",
            field="new_words",
        )
