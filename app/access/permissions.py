"""The whole policy on one screen. Default is deny: a view without a stamp does not open for anybody.

A permission says which *roles* may come through the door; which *records* they find behind it is the loaders' work
(`get_x_for(actor, id)`), so somebody else's record is a 404.
"""

from __future__ import annotations

from enum import StrEnum

from participation.rules.people import Actor, Role


class Permission(StrEnum):
    """Each value is the sentence shown to administrators and auditors."""

    BE_SIGNED_IN = "See your own home page and sign out"

    SEE_POTS = "See a team's pots and where every pound is"
    RUN_POTS = "Open pots, import balances and move money between them"
    KEEP_MATCH = "Write down what projects bring beside the money, and the evidence that it came"
    READ_BOOKS = "Read month ends and comparisons with the council's ledger"
    CONFIRM_MONEY = "Be the second person for a large sum: confirm or refuse it"
    PROPOSE = "Write, save and submit a proposal"
    READ_PROPOSALS = "Read proposals that have been checked"
    TALK_ABOUT_PROPOSALS = "Support a proposal, suggest changes to it, ask about it and comment on it"
    MODERATE = "Read questions and comments before they show, and decide whether they do"
    ADVISE = "Give a young advisor's view on a proposal before it is decided"
    ASK_ADVICE = "Ask young advisors what they think of a proposal"
    READ_PACKS = "Read the packs of young advisors, and what was asked and answered about them"
    WRITE_PACKS = "Write packs for young advisors, and answer what they ask"
    WRITE_TOGETHER = "Write down what a young advisors’ panel says together"
    REVIEW_PROPOSALS = "Pass, return or refuse a proposal, with reasons"
    RUN_ROUNDS = "Open a voting round and freeze its rules"
    VOTE = "Vote in a round you are on the roll of"
    HELP_VOTE = "Set out a shared tablet for a vote, and type in paper ballots with a second person"
    DECIDE = "Adopt, vary or reject what was recommended, with reasons"
    DECLARE_INTEREST = "Declare an interest in a proposal"
    SIGN_AWARDS = "Accept an award for an organisation"
    MAKE_OFFERS = "Check who may be given money, make offers, and sign reports off"
    SEE_TO_PAYMENTS = "Approve a payment somebody else asked for, or send it back"
    SAY_AS_MEMBER = "Say, or write down, what a ward member thinks before a decision between meetings"
    CALL_IN = "Ask for a key decision of one's team to be looked at again"
    KEEP_KEY_RULES = "Write down from which amount a decision is a key one, and how long it waits"
    KEEP_CONDITIONS = "Write down a committee’s conditions for decisions between its meetings"
    SEE_ORGANISATIONS = "See which organisations awards are made out to"
    KEEP_ORGANISATIONS = "Add and change organisations, and say who acts for them"

    SEE_SMALL_SUMS = "See the small sums one asked for, decides on or checks"
    ASK_SMALL_SUMS = "Ask for a small sum for a family, and send its receipt"
    DECIDE_SMALL_SUMS = "Say yes or no to a small sum somebody else asked for"
    RUN_VIRTUAL_BUDGETS = "Propose a virtual budget, ask partners, agree it and review it"
    KEEP_OWN_LINE = "Pledge on one's own organisation's line, and change it with notice"

    MAKE_DEALS = "Write and agree Deals, and say whether the other side kept its part"
    CHECK_IN_DEALS = "Say how one's own side's part of a Deal goes"
    CHOOSE_YOUR_PART = "Choose which “your part” of a Deal to work on, or “not now”"
    LINK_DEALS = "Say what was heard that led to a Deal, and ask partners to take a part"
    TAKE_PART = "Say for one's own organisation whether it takes a part in a Deal"
    HOLD_DEAL_SESSIONS = "Count hands and faces with a class, and write down the part it chose"
    ANSWER_REQUESTS = "Answer people who ask about their data, and complaints about it"
    SEE_RETENTION = "See what is kept for how long, what is held and what was erased"
    PLACE_HOLDS = "Stop a record from being erased, and end the stop"
    KEEP_CONSENTS = "Write down what young people agreed to, and take it back when they say so"
    SET_UP_LISTENING = "Set up a listening and print its poster"
    KEEP_SAFE = "See and decide on words that are waiting for a safeguarding decision"
    KEEP_ROTA = "Say who at the safeguarding desk is away, and when"
    BREAK_GLASS = "Ask to read one waiting item when nobody at the safeguarding desk can"
    WATCH_GLASS = "Be told when an administrator asks to read an item, and be the second person"
    THEME_FEEDBACK = "Group released words into themes and send them to the person who can act"
    GIVE_COUNTS = "Give a service’s counts of consent and of children’s voices, naming nobody"
    CHECK_THEMES = "Say whether a theme is what children and young people mean, before anybody is sent it"
    KEEP_PAIRS = "Write the pairs of I and We statements, and retire them"
    SEE_SHOWN = "See drawings and hear recordings that were let through, where their makers agree"
    ANSWER = "Acknowledge and answer what children and families said"

    READ_DRAFTS = "Read summaries before they are published, and remark on them"
    ANSWER_FOR_BODIES = "Answer what a committee owes, so that its next summary says so"
    CLERK = "Schedule, compile and publish governance summaries"
    CHECK_SUMMARIES = "Check that nobody can be picked out in a summary somebody else compiled"
    SIGN_SUMMARIES = "Look at a summary’s version for children before it is out, and say whether it is right"
    SEND_BACK = "Send a summary back to be changed, with a reason"
    APPROVE_SUMMARIES = "Approve a summary somebody else compiled"
    CHECK_TRAIL = "Read the audit trail, verify ledger and chain, and count any vote again"
    SEE_LETTERS = "See what waits to go by e-mail and what was refused, and try it again"
    RUN_PEOPLE = "Add people, give them roles and issue passphrases"

    SEE_PANEL = "See a young advisors' panel: who is on it, who supports whom, and what comes next"
    RUN_PANEL = "Invite young advisors and supporters, and keep who supports whom"
    KEEP_CHECKS = "Note the checks and training of adults around young people"


def _any(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_EVERY_ROLE = frozenset(Role)
_TEAM = _any(Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR)
_DESK = _any(Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY, Role.SAFEGUARDING_DUTY)
_COUNCIL_STAFF = _any(Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.BOARD_CLERK)
_DEAL_STAFF = _any(
    Role.PARTICIPATION_WORKER,
    Role.COMMISSIONING_OFFICER,
    Role.RESPONDER,
    Role.DECISION_MAKER,
    Role.PARTNER_LEAD,
)

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.BE_SIGNED_IN: _EVERY_ROLE,
    Permission.SEE_POTS: _TEAM | _COUNCIL_STAFF | _any(Role.AUDITOR),
    Permission.RUN_POTS: _any(Role.FINANCE_LEAD),
    Permission.KEEP_MATCH: _any(Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER),
    Permission.READ_BOOKS: _COUNCIL_STAFF | _any(Role.AUDITOR),
    Permission.CONFIRM_MONEY: _any(Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER),
    Permission.PROPOSE: _TEAM | _any(Role.RESIDENT, Role.PROVIDER),
    Permission.READ_PROPOSALS: _TEAM
    | _COUNCIL_STAFF
    | _any(Role.RESIDENT, Role.PROVIDER, Role.PARTICIPATION_WORKER, Role.AUDITOR),
    Permission.TALK_ABOUT_PROPOSALS: _TEAM | _any(Role.RESIDENT, Role.PROVIDER, Role.COMMISSIONING_OFFICER),
    Permission.MODERATE: _any(Role.PARTICIPATION_WORKER),
    Permission.ADVISE: _any(Role.YOUNG_ADVISOR),
    Permission.ASK_ADVICE: _any(Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER, Role.CHAIR),
    Permission.READ_PACKS: _any(
        Role.YOUNG_ADVISOR,
        Role.SUPPORTER,
        Role.PARTICIPATION_WORKER,
        Role.COMMISSIONING_OFFICER,
        Role.DECISION_MAKER,
    ),
    Permission.WRITE_PACKS: _any(Role.COMMISSIONING_OFFICER),
    Permission.WRITE_TOGETHER: _any(Role.YOUNG_ADVISOR, Role.PARTICIPATION_WORKER),
    Permission.REVIEW_PROPOSALS: _any(Role.COMMISSIONING_OFFICER),
    Permission.RUN_ROUNDS: _any(Role.CHAIR, Role.COMMISSIONING_OFFICER),
    Permission.VOTE: _TEAM | _any(Role.RESIDENT),
    Permission.HELP_VOTE: _any(Role.CHAIR, Role.COMMISSIONING_OFFICER, Role.PARTICIPATION_WORKER),
    Permission.DECIDE: _any(Role.DECISION_MAKER),
    Permission.DECLARE_INTEREST: _TEAM | _any(Role.DECISION_MAKER, Role.COMMISSIONING_OFFICER),
    Permission.SIGN_AWARDS: _TEAM - {Role.YOUNG_ADVISOR}
    | _any(Role.PROVIDER, Role.RESIDENT, Role.COMMISSIONING_OFFICER),
    Permission.MAKE_OFFERS: _any(Role.COMMISSIONING_OFFICER),
    Permission.SEE_TO_PAYMENTS: _any(Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER, Role.FINANCE_LEAD),
    Permission.SAY_AS_MEMBER: _any(Role.TEAM_MEMBER, Role.CHAIR, Role.COMMISSIONING_OFFICER),
    Permission.CALL_IN: _any(Role.TEAM_MEMBER, Role.CHAIR),
    Permission.KEEP_KEY_RULES: _any(Role.BOARD_CLERK),
    Permission.KEEP_CONDITIONS: _any(Role.BOARD_CLERK, Role.COMMISSIONING_OFFICER),
    Permission.SEE_ORGANISATIONS: _any(
        Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD, Role.DECISION_MAKER, Role.AUDITOR
    ),
    Permission.KEEP_ORGANISATIONS: _any(Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD),
    Permission.SEE_SMALL_SUMS: _any(
        Role.FRONT_LINE_WORKER,
        Role.OFFICE_MANAGER,
        Role.FINANCE_LEAD,
        Role.COMMISSIONING_OFFICER,
        Role.AUDITOR,
    ),
    Permission.ASK_SMALL_SUMS: _any(Role.FRONT_LINE_WORKER, Role.OFFICE_MANAGER),
    Permission.DECIDE_SMALL_SUMS: _any(Role.OFFICE_MANAGER),
    Permission.RUN_VIRTUAL_BUDGETS: _any(Role.COMMISSIONING_OFFICER, Role.FINANCE_LEAD),
    Permission.KEEP_OWN_LINE: _any(Role.PARTNER_FINANCE_LEAD, Role.FINANCE_LEAD, Role.COMMISSIONING_OFFICER),
    Permission.MAKE_DEALS: _TEAM | _DEAL_STAFF,
    Permission.CHECK_IN_DEALS: _TEAM | _DEAL_STAFF - {Role.PARTICIPATION_WORKER},
    Permission.CHOOSE_YOUR_PART: _TEAM,
    Permission.LINK_DEALS: _DEAL_STAFF,
    Permission.TAKE_PART: _any(Role.PARTNER_LEAD),
    Permission.HOLD_DEAL_SESSIONS: _any(Role.PARTICIPATION_WORKER, Role.CHAIR, Role.PARTNER_LEAD),
    Permission.ANSWER_REQUESTS: _DESK | _any(Role.DATA_PROTECTION_OFFICER),
    Permission.SEE_RETENTION: _DESK | _any(Role.DATA_PROTECTION_OFFICER, Role.AUDITOR),
    Permission.PLACE_HOLDS: _DESK | _any(Role.DATA_PROTECTION_OFFICER),
    Permission.KEEP_CONSENTS: _any(Role.PARTICIPATION_WORKER),
    Permission.SET_UP_LISTENING: _any(Role.PARTICIPATION_WORKER),
    Permission.KEEP_SAFE: _DESK,
    Permission.KEEP_ROTA: _any(Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY),
    Permission.BREAK_GLASS: _any(Role.ADMINISTRATOR),
    Permission.WATCH_GLASS: _DESK | _any(Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
    Permission.THEME_FEEDBACK: _any(Role.PARTICIPATION_WORKER),
    Permission.GIVE_COUNTS: _any(Role.COMMISSIONING_OFFICER, Role.PARTICIPATION_WORKER),
    Permission.CHECK_THEMES: _any(Role.YOUNG_ADVISOR),
    Permission.KEEP_PAIRS: _any(Role.PARTICIPATION_WORKER, Role.COMMISSIONING_OFFICER),
    Permission.SEE_SHOWN: _any(Role.PARTICIPATION_WORKER, Role.RESPONDER),
    Permission.ANSWER: _any(Role.RESPONDER),
    Permission.READ_DRAFTS: _any(
        Role.BOARD_CLERK,
        Role.COMMISSIONING_OFFICER,
        Role.DECISION_MAKER,
        Role.AUDITOR,
        Role.PARTICIPATION_WORKER,
        Role.SAFEGUARDING_LEAD,
        Role.SAFEGUARDING_DEPUTY,
    ),
    Permission.ANSWER_FOR_BODIES: _any(
        Role.BOARD_CLERK, Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER, Role.RESPONDER
    ),
    Permission.CLERK: _any(Role.BOARD_CLERK),
    Permission.CHECK_SUMMARIES: _any(
        Role.PARTICIPATION_WORKER, Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY
    ),
    Permission.SIGN_SUMMARIES: _any(Role.YOUNG_ADVISOR),
    Permission.SEND_BACK: _any(
        Role.BOARD_CLERK,
        Role.COMMISSIONING_OFFICER,
        Role.DECISION_MAKER,
        Role.PARTICIPATION_WORKER,
        Role.SAFEGUARDING_LEAD,
        Role.SAFEGUARDING_DEPUTY,
    ),
    Permission.APPROVE_SUMMARIES: _any(Role.COMMISSIONING_OFFICER, Role.DECISION_MAKER),
    Permission.CHECK_TRAIL: _any(Role.AUDITOR),
    Permission.SEE_LETTERS: _any(Role.ADMINISTRATOR),
    Permission.RUN_PEOPLE: _any(Role.ADMINISTRATOR, Role.PARTICIPATION_WORKER),
    Permission.SEE_PANEL: _any(Role.YOUNG_ADVISOR, Role.SUPPORTER, Role.PARTICIPATION_WORKER),
    Permission.RUN_PANEL: _any(Role.PARTICIPATION_WORKER),
    Permission.KEEP_CHECKS: _any(Role.ADMINISTRATOR, Role.PARTICIPATION_WORKER),
}


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor holds, anywhere, a role that `permission` is given to. Anybody signed in may sign out."""
    if permission is Permission.BE_SIGNED_IN:
        return actor.is_signed_in
    return bool(actor.roles & PERMISSIONS[permission])
