"""Who people are to Our Part: roles, where each holds, age bands, and the actor every rule and service is given.

Roles come from the design's section 1. A role is held *somewhere*: for the whole council, one team, one area, one
body or one organisation, so a chair chairs their own team and nobody else's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is trusted to do."""

    RESIDENT = "resident"
    YOUNG_ADVISOR = "young_advisor"
    SUPPORTER = "supporter"
    TEAM_MEMBER = "team_member"
    CHAIR = "chair"
    PARTICIPATION_WORKER = "participation_worker"
    COMMISSIONING_OFFICER = "commissioning_officer"
    FINANCE_LEAD = "finance_lead"
    DECISION_MAKER = "decision_maker"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy"
    SAFEGUARDING_DUTY = "safeguarding_duty"
    RESPONDER = "responder"
    FRONT_LINE_WORKER = "front_line_worker"
    OFFICE_MANAGER = "office_manager"
    PARTNER_FINANCE_LEAD = "partner_finance_lead"
    PARTNER_LEAD = "partner_lead"
    BOARD_CLERK = "board_clerk"
    BODY_MEMBER = "body_member"  # a seat on one body: a vote at its meetings, and nothing else
    PROVIDER = "provider"
    AUDITOR = "auditor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, str] = {
    Role.RESIDENT: "Resident",
    Role.YOUNG_ADVISOR: "Young advisor",
    Role.SUPPORTER: "Supporter of young advisors",
    Role.TEAM_MEMBER: "Community team member",
    Role.CHAIR: "Community team chair",
    Role.PARTICIPATION_WORKER: "Participation worker",
    Role.COMMISSIONING_OFFICER: "Commissioning officer",
    Role.FINANCE_LEAD: "Finance lead",
    Role.DECISION_MAKER: "Decision-maker",
    Role.SAFEGUARDING_LEAD: "Safeguarding lead",
    Role.SAFEGUARDING_DEPUTY: "Deputy safeguarding lead",
    Role.SAFEGUARDING_DUTY: "Safeguarding duty contact",
    Role.RESPONDER: "Service lead who answers",
    Role.FRONT_LINE_WORKER: "Front-line worker",
    Role.OFFICE_MANAGER: "Office manager",
    Role.PARTNER_FINANCE_LEAD: "Partner’s finance lead",
    Role.PARTNER_LEAD: "Partner’s lead (school, health, police)",
    Role.BOARD_CLERK: "Board clerk",
    Role.BODY_MEMBER: "Member of a body",
    Role.PROVIDER: "Provider",
    Role.AUDITOR: "Auditor",
    Role.DATA_PROTECTION_OFFICER: "Data protection officer",
    Role.ADMINISTRATOR: "Administrator",
}


UNOFFICIAL = frozenset({Role.RESIDENT, Role.YOUNG_ADVISOR, Role.PROVIDER, Role.SUPPORTER, Role.BODY_MEMBER})


class ScopeKind(StrEnum):
    """Where a role holds."""

    COUNCIL = "council"
    TEAM = "team"
    AREA = "area"
    BODY = "body"
    ORGANISATION = "organisation"


class SeatKind(StrEnum):
    """Which seat a team member fills (Leeds community committees mix these three, plus young people)."""

    ELECTED = "elected"
    OFFICER = "officer"
    THIRD_SECTOR = "third_sector"
    YOUNG = "young"


class AgeBand(StrEnum):
    """Age in bands; a date of birth is never kept (DP3 in the design)."""

    UNDER_6 = "0-5"
    SIX_TO_NINE = "6-9"
    TEN_TO_TWELVE = "10-12"
    THIRTEEN_TO_FIFTEEN = "13-15"
    SIXTEEN_SEVENTEEN = "16-17"
    ADULT = "18+"


@dataclass(frozen=True)
class Held:
    """One role held in one place. `scope_id` is None for the whole council."""

    role: Role
    scope: ScopeKind = ScopeKind.COUNCIL
    scope_id: int | None = None
    seat: SeatKind | None = None


@dataclass(frozen=True)
class Actor:
    """The person acting, as rules and services see them: no database row, no request."""

    user_id: int | None
    public_id: str
    name: str
    held: tuple[Held, ...] = field(default=())
    age_band: AgeBand | None = None
    paused: frozenset[Role] = frozenset()  # roles that stop until a check of theirs is renewed
    why_paused: str = ""

    @staticmethod
    def nobody() -> Actor:
        """Someone who has not signed in."""
        return Actor(None, "", "Someone not signed in")

    @staticmethod
    def system() -> Actor:
        """The scheduler and the command line."""
        return Actor(None, "system", "Our Part")

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a known person."""
        return self.user_id is not None

    @property
    def is_child(self) -> bool:
        """Under 18, as the UN Convention on the Rights of the Child and Working Together use the word."""
        return self.age_band is not None and self.age_band is not AgeBand.ADULT

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return frozenset(held.role for held in self.held)

    @property
    def speaks_officially(self) -> bool:
        """Holds a seat or a post. Anyone else's words wait for a safeguarding decision before others read them.

        A young person's seat is none of these, also after they turn 18: nothing is granted by a birthday.
        """
        return not self.is_child and any(
            held.role not in UNOFFICIAL and held.seat is not SeatKind.YOUNG for held in self.held
        )

    def has(self, *roles: Role, scope: ScopeKind | None = None, scope_id: int | None = None) -> bool:
        """Whether any of `roles` is held, in that scope when one is named (a council-wide role holds everywhere)."""
        return any(
            held.role in roles
            and (
                scope is None
                or held.scope is ScopeKind.COUNCIL
                or (held.scope is scope and held.scope_id == scope_id)
            )
            for held in self.held
        )

    def in_team(self, team_id: int, *roles: Role) -> bool:
        """Whether one of `roles` (default: any team seat) is held for this team itself."""
        wanted = roles or (Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR)
        return self.has(*wanted, scope=ScopeKind.TEAM, scope_id=team_id)

    def organisation_ids(self, *roles: Role) -> frozenset[int]:
        """Organisations for which one of `roles` is held."""
        return frozenset(
            h.scope_id
            for h in self.held
            if h.scope is ScopeKind.ORGANISATION and h.scope_id is not None and h.role in roles
        )

    @property
    def team_ids(self) -> frozenset[int]:
        """Teams in which a seat is held."""
        return frozenset(
            h.scope_id
            for h in self.held
            if h.scope is ScopeKind.TEAM and h.scope_id is not None and h.role is not Role.SUPPORTER
        )
