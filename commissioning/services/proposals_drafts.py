"""Writing a proposal: begin, save as you go, open it to others, send in. Only its authors come here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import EDITABLE, Action, State
from commissioning.rules.proposals_content import (
    MOST_LINES,
    Content,
    CostLine,
    check_ask,
    check_opens,
    check_ready,
    says_the_same,
)
from commissioning.rules.what_works import Card
from commissioning.services import co_authors, co_drafts, pots_terms
from commissioning.services.pots_access import for_ideas
from commissioning.services.proposals import move
from commissioning.services.proposals_content import content_of
from commissioning.services.proposals_opening import open_version
from models.people import Membership
from models.places import Area, Team
from models.pots import Pot
from models.proposals import Proposal, ProposalLine, ProposalOutcome, ProposalVersion
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.rules.themes import Shanarri
from participation.services import attachments, gate

WORD_FIELDS = frozenset(
    {
        "title", "need", "who_benefits", "how_many", "ages_from", "ages_to", "builds_on", "our_part", "your_part",
        "group_name", "is_constituted", "sponsor",
    }
)  # fmt: skip


def teams_open_to(actor: Actor) -> list[Team]:
    """The teams this person may propose to: their own, or any community team for a resident or a provider.

    A panel that only advises has no member or chair, and comes last for its own people and never for others.
    """
    seats = sa.select(Membership.scope_id).where(
        Membership.scope_kind == ScopeKind.TEAM, Membership.role.in_((Role.CHAIR, Role.TEAM_MEMBER))
    )
    decides = Team.id.in_(seats)
    query = sa.select(Team).order_by(sa.case((decides, 0), else_=1), Team.name)
    query = query.where(Team.id.in_(actor.team_ids) if actor.team_ids else decides)
    return list(db.session.scalars(query))


def start(actor: Actor, *, team: str, title: str, card: Card | None = None) -> Proposal:
    """Begin a draft for the team with that public id. Nobody but the proposer sees it.

    From a library card it begins with sentences to finish, and with none of the card's figures.
    """
    chosen = next((found for found in teams_open_to(actor) if found.public_id == team), None)
    if chosen is None or actor.user_id is None:
        raise Refusal("Choose one of the teams listed.", field="team")
    proposal = Proposal(
        team_id=chosen.id, proposer_id=actor.user_id, title=title, state=State.DRAFT,
        created_at=now(), saved_at=now(),
    )  # fmt: skip
    if card is not None and card.starter is not None:
        proposal.started_from = card.slug
        for name, text in asdict(card.starter).items():
            setattr(proposal, name, text)
        proposal.outcome_rows = [ProposalOutcome(outcome=part) for part in card.parts]
    db.session.add(proposal)
    db.session.flush()
    audit.record("proposal.drafted", proposal, actor=actor)
    return proposal


def get_own(actor: Actor, public_id: str) -> Proposal:
    """A proposal the actor writes, alone or with others, in any state; raises NotFound for anybody else's."""
    return co_authors.get_authored(actor, public_id)


def get_editable(actor: Actor, public_id: str) -> Proposal:
    """As `get_own`, and raises Refusal when it has been sent in and not returned."""
    proposal = get_own(actor, public_id)
    co_authors.check_together(actor, proposal)
    if proposal.state not in EDITABLE:
        raise Refusal(
            "You have sent this in, so it cannot be changed now. If it needs changing, the officer can return it."
        )
    return proposal


def save(
    actor: Actor, public_id: str, changes: Mapping[str, Any], *, seen: int | None = None, share: bool = True,
    page: str = "",
) -> Proposal:  # fmt: skip
    """Keep what was written so far; half-written is fine. `changes`: the word fields by name, and areas, lines, pot.

    `areas` are public ids, `lines` are CostLines, `pot` a public id or "". `seen` is the number of the part that was
    read before writing, and `page` the key of the page it was written on. In a draft written together, `share` shows
    it to the others (once it has been read at the gate). Raises Refusal for what is not there to choose or was changed
    meanwhile, NotFound for anybody else's draft.
    """
    proposal = get_editable(actor, public_id)
    pen = co_drafts.take_pen(actor, proposal, changes, seen, page)
    for name in WORD_FIELDS & changes.keys():
        setattr(proposal, name, changes[name])
    if "areas" in changes:
        _put_areas(proposal, changes["areas"])
    if "outcomes" in changes:
        _put_outcomes(proposal, changes["outcomes"])
    if "pot" in changes:
        proposal.pot_id = _pot_id(proposal.team_id, changes["pot"])
    if "lines" in changes:
        put_lines(proposal, changes["lines"])
    proposal.saved_at = now()
    db.session.flush()
    pen.put_down(share=share)
    return proposal


def areas_open_to(proposal: Proposal) -> list[Area]:
    """The areas to choose from: the team's, or every area when the team has none of its own."""
    if proposal.team.areas:
        return list(proposal.team.areas)
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def pots_open_to(team_id: int) -> list[Pot]:
    """The team's open pots, by name."""
    query = sa.select(Pot).where(Pot.team_id == team_id, for_ideas()).order_by(Pot.name)
    return list(db.session.scalars(query))


def most_for(proposal: Proposal) -> Pence | None:
    """The most the chosen pot gives one project, in pence; None without a pot or a limit."""
    pot = db.session.get(Pot, proposal.pot_id) if proposal.pot_id else None
    return pot.max_award_pence if pot else None


def submit(actor: Actor, public_id: str) -> ProposalVersion:
    """Send it in: a numbered version is kept as it stands, and a child's or resident's words wait at the gate.

    Raises Refusal when something is missing, when its pot gives less or is for other ages, places or groups, and
    when it was sent in already.
    """
    proposal = get_own(actor, public_id)
    if proposal.state is State.SUBMITTED:
        raise Refusal("You have already sent this in. The officer is checking it.")
    proposal = get_editable(actor, public_id)
    co_drafts.check_all_read(actor, proposal)
    content = _with_photos(actor, proposal)
    check_ready(content, most_for(proposal))
    if proposal.pot_id is not None:
        pots_terms.check_asks(db.session.get_one(Pot, proposal.pot_id), proposal)
    proposal.submitted_at = now()
    return _publish(actor, proposal, content, Action.SUBMIT)


def open_up(actor: Actor, public_id: str) -> ProposalVersion:
    """Show a draft to everybody who reads proposals, so that they can help shape it before it is sent in.

    Its words pass the gate first. Raises Refusal when the idea itself is not written yet.
    """
    return _show(actor, get_editable(actor, public_id), Action.OPEN_UP)


def show_changes(actor: Actor, public_id: str) -> ProposalVersion:
    """Show what was changed since others last read an idea that is being talked about, as its next version.

    The words pass the gate first. Raises Refusal when nothing has changed. Call it through `proposals_showing`, which
    asks those anew who were asked whether two ideas could be one.
    """
    proposal = get_editable(actor, public_id)
    if proposal.state is State.CO_DESIGN and not has_changed(proposal):
        raise Refusal("Nothing has changed since the others last read it.")
    return _show(actor, proposal, Action.SHOW_CHANGES)


def has_changed(proposal: Proposal) -> bool:
    """Whether what is written differs from the last version."""
    return not says_the_same(content_of(proposal), published(proposal))


def _show(actor: Actor, proposal: Proposal, action: Action) -> ProposalVersion:
    co_drafts.check_all_read(actor, proposal)
    content = _with_photos(actor, proposal)
    check_opens(content)
    return _publish(actor, proposal, content, action)


def _with_photos(actor: Actor, proposal: Proposal) -> Content:
    """What is written, with what each photo shows: a version keeps both."""
    photos = attachments.of("proposal", proposal.public_id, viewer=actor)
    return replace(content_of(proposal), photos=tuple(shown.attachment.words for shown in photos))


def _publish(actor: Actor, proposal: Proposal, content: Content, action: Action) -> ProposalVersion:
    """Keep a numbered version and hold its words at the gate, unless exactly these were let through before."""
    was_read = _is_let_through_already(proposal, content)
    proposal.version += 1
    version = add_version(proposal, content, let_through=was_read or actor.speaks_officially)
    move(actor, proposal, action)
    if not was_read:
        gate.hold(WordsKind.PROPOSAL, proposal.public_id, content.words, by=actor, area_id=proposal.area_id)
    return version


def add_version(proposal: Proposal, content: Content, *, let_through: bool) -> ProposalVersion:
    """Keep `content` as the version of the proposal's number now, sealed unless its words were let through."""
    version = ProposalVersion(
        proposal_id=proposal.id, number=proposal.version, title=content.title, ask_pence=content.total,
        content=content.as_json(), at=now(),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    if let_through:
        open_version(version)
    return version


def _is_let_through_already(proposal: Proposal, content: Content) -> bool:
    if not proposal.version or not gate.is_released(WordsKind.PROPOSAL, proposal.public_id):
        return False
    return published(proposal).words == content.words


def published(proposal: Proposal) -> Content:
    """What the last version says; raises NotFound before there is one."""
    kept = db.session.scalar(
        sa.select(ProposalVersion.content).where(
            ProposalVersion.proposal_id == proposal.id, ProposalVersion.number == proposal.version
        )
    )
    if kept is None:
        raise NotFound
    return Content.from_json(kept)


def _put_areas(proposal: Proposal, wanted: Sequence[str]) -> None:
    open_to = {area.public_id: area for area in areas_open_to(proposal)}
    if set(wanted) - open_to.keys():
        raise Refusal("Choose from the areas listed.", field="areas")
    proposal.areas = sorted((open_to[public_id] for public_id in set(wanted)), key=lambda area: area.name)
    proposal.area_id = proposal.areas[0].id if proposal.areas else None


def _put_outcomes(proposal: Proposal, wanted: Sequence[str]) -> None:
    if set(wanted) - set(Shanarri):
        raise Refusal("Choose from the list.", field="outcomes")
    kept = {row.outcome: row for row in proposal.outcome_rows}
    proposal.outcome_rows = [
        kept.get(part) or ProposalOutcome(outcome=part) for part in Shanarri if part in set(wanted)
    ]


def _pot_id(team_id: int, wanted: str) -> int | None:
    if not wanted:
        return None
    for pot in pots_open_to(team_id):
        if pot.public_id == wanted:
            return pot.id
    raise Refusal("Choose from the pots listed.", field="pot")


def put_lines(proposal: Proposal, lines: Sequence[CostLine]) -> None:
    """Write the costs anew, and their sum. Raises Refusal for too many, or more than the pot gives to one idea."""
    if len(lines) > MOST_LINES:
        raise Refusal(f"List at most {MOST_LINES} things. Put small ones together.", field="lines")
    kept = [(line.what, line.pence) for line in proposal.lines]
    if kept != [(line.what, line.pence) for line in lines]:
        proposal.lines = [
            ProposalLine(position=place, what=line.what, pence=line.pence) for place, line in enumerate(lines)
        ]
    proposal.ask_pence = Pence(sum(line.pence for line in lines))
    most = most_for(proposal)
    if lines and most is not None:
        check_ask(proposal.ask_pence, most)
