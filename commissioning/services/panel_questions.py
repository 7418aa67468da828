"""Questions put to a panel: the pack, each one's own view first, and the leader's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once, outbox
from app.clock import now
from app.db import db
from app.times import LONDON, day, local_date
from commissioning.rules import packs as pack_rules
from commissioning.rules import panel_questions as rules
from commissioning.rules.advice import Followed, View, check_view
from commissioning.rules.packs import NewPack
from commissioning.rules.panel_questions import NewQuestion
from commissioning.services import panel_questions_decided
from commissioning.services.advice_standing import Said
from commissioning.services.packs import REPLY_AT
from models.panel_questions import PanelQuestion, PanelView
from models.panels import Support
from models.places import Team
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, panels, raised


@dataclass(frozen=True)
class Shown:
    """A question as one person may see it. `said` is empty until a young advisor has given a view themselves."""

    question: PanelQuestion
    mine: PanelView | None
    said: tuple[Said, ...]
    given: int
    advisors: int
    being_read: int

    @property
    def open(self) -> bool:
        """Whether views are still wanted."""
        return self.question.answered_at is None


def write(actor: Actor, team: Team, new: NewQuestion) -> PanelQuestion:
    """Put a question to a panel, with seven days to think; raises Refusal naming the field."""
    today = local_date(now())
    rules.check_question(new)
    timed = NewPack(new.asked, "", new.careful, new.reply_on, new.why_sooner)
    pack_rules.check_reply_on(timed, today, day(pack_rules.earliest(today)))
    leader = next((one for one in raised.leaders() if one.public_id == new.to), None)
    rules.check_not_too_far(new.reply_on, today)
    about = _about(new.about)
    if leader is None:
        raise Refusal("Choose who decides and answers them", field="to")
    made = PanelQuestion(
        team_id=team.id, to_id=leader.id, title=new.title.strip(), asked=new.asked, careful=new.careful,
        reply_by=datetime.combine(new.reply_on, REPLY_AT, tzinfo=LONDON),
        why_sooner=new.why_sooner if new.reply_on < pack_rules.earliest(today) else "", by_id=known(actor), at=now(),
        proposal_id=about,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("panel_question.asked", made, actor=actor, reply_on=new.reply_on.isoformat())
    _tell(made, sorted(_asked(team)), "A pack to read",
          "There is a pack for young advisors to read. Sign in to Our Part to read it.")  # fmt: skip
    return made


def _about(public_id: str) -> int | None:
    """The key of the idea it belongs to; None for a question about anything else. Raises Refusal (field "about")."""
    if not public_id:
        return None
    found = next(
        (one.id for one, _ in panel_questions_decided.to_choose_from() if one.public_id == public_id), None
    )
    if found is None:
        raise Refusal("That idea is decided already, or is not open. Choose again.", field="about")
    return found


def of_panel(team: Team) -> list[PanelQuestion]:
    """What a panel was asked, newest first."""
    query = sa.select(PanelQuestion).where(PanelQuestion.team_id == team.id).order_by(PanelQuestion.id.desc())
    return list(db.session.scalars(query.options(joinedload(PanelQuestion.to))))


def get_for(actor: Actor, public_id: str) -> Shown:
    """A question, for those on its panel; NotFound for anybody else."""
    question = _get(public_id)
    panels.get_panel_for(actor, question.team.public_id)
    return _shown(actor, question)


def get_to_answer(actor: Actor, public_id: str) -> Shown:
    """A question for the leader it was put for; NotFound for anybody else."""
    question = _get(public_id)
    if question.to_id != actor.user_id:
        raise NotFound
    return _shown(actor, question)


def give(actor: Actor, shown: Shown, view: View, reasons: str = "") -> PanelView:
    """Give one's view, think again, or leave it out. Its words wait at the gate."""
    if not shown.open:
        raise Refusal("This is answered, so a view can no longer change it. You can read the answer.")
    check_view(view, reasons)
    made = PanelView(question_id=shown.question.id, by_id=known(actor), view=view, at=now())
    db.session.add(made)
    db.session.flush()
    if view is not View.SKIP:
        gate.hold(WordsKind.ADVICE, made.public_id, reasons, by=actor)
    audit.record("panel_question.view_given", made, actor=actor, question=shown.question.public_id)
    return made


def answer(actor: Actor, shown: Shown, followed: Followed | None, words: str) -> None:
    """Answer the panel, once: whether the advice is followed, and why."""
    question = shown.question
    rules.check_may_answer(now(), question.reply_by, shown.given, shown.advisors, shown.being_read)
    rules.check_answer(followed, words)
    if not once.changed(
        question,
        PanelQuestion.answered_at.is_(None),
        followed=followed,
        answer=words.strip(),
        answered_by_id=known(actor),
        answered_at=now(),
    ):
        raise Refusal("This is answered already.")
    audit.record("panel_question.answered", question, actor=actor, followed=str(followed))
    _tell(question, sorted(_asked(question.team)), "An answer to your panel",
          "Somebody senior has answered your panel. Sign in to Our Part to read it.")  # fmt: skip


def waiting_for(actor: Actor) -> list[PanelQuestion]:
    """What this young advisor is asked and has said nothing on, the soonest due first. Two queries."""
    if not actor.has(Role.YOUNG_ADVISOR):
        return []
    mine = sa.select(PanelView.question_id).where(PanelView.by_id == actor.user_id)
    query = sa.select(PanelQuestion).where(
        PanelQuestion.team_id.in_([held.scope_id for held in actor.held if held.role is Role.YOUNG_ADVISOR]),
        PanelQuestion.answered_at.is_(None), PanelQuestion.reply_by > now(), PanelQuestion.id.not_in(mine),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(PanelQuestion.reply_by, PanelQuestion.id)))


def owed_by(actor: Actor) -> list[PanelQuestion]:
    """What this leader has to answer now: the time to think is over. One query."""
    if not actor.has(Role.DECISION_MAKER):
        return []
    query = sa.select(PanelQuestion).where(
        PanelQuestion.to_id == actor.user_id,
        PanelQuestion.answered_at.is_(None),
        PanelQuestion.reply_by <= now(),
    )
    return list(db.session.scalars(query.order_by(PanelQuestion.reply_by)))


def _get(public_id: str) -> PanelQuestion:
    query = sa.select(PanelQuestion).where(PanelQuestion.public_id == public_id)
    named = (joinedload(PanelQuestion.team), joinedload(PanelQuestion.to), joinedload(PanelQuestion.by),
             joinedload(PanelQuestion.answered_by))  # fmt: skip
    found = db.session.scalar(query.options(*named))
    if found is None:
        raise NotFound
    return found


def _shown(actor: Actor, question: PanelQuestion) -> Shown:
    query = sa.select(PanelView).where(PanelView.question_id == question.id).order_by(PanelView.id)
    newest = list({one.by_id: one for one in db.session.scalars(query)}.values())
    ids = [one.public_id for one in newest if one.view is not View.SKIP]
    through = gate.released_texts(WordsKind.ADVICE, ids)
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.ADVICE, ids)))
    mine = next((one for one in newest if one.by_id == actor.user_id), None)
    said = [Said(one.view, through[one.public_id][gate.WORDS]) for one in newest if one.public_id in through]
    apart = actor.has(Role.SUPPORTER) or (actor.has(Role.YOUNG_ADVISOR) and mine is None)
    members = {one.user.id for one in panels.members_of(question.team)}
    return Shown(
        question, mine, () if apart else tuple(sorted(said, key=lambda one: list(View).index(one.view))),
        len({one.by_id for one in newest} & members), len(members), len(set(ids) - through.keys() - kept),
    )  # fmt: skip


def _asked(team: Team) -> set[int]:
    """The panel's young advisors, and whoever supports one of them."""
    advisors = {one.user.id for one in panels.members_of(team)}
    query = sa.select(Support.supporter_id).where(Support.advisor_id.in_(advisors), Support.ends_on.is_(None))
    return advisors | set(db.session.scalars(query))


def _tell(question: PanelQuestion, user_ids: Sequence[int], subject: str, words: str) -> None:
    """The letter says neither what is asked nor a name."""
    for user_id in user_ids:
        outbox.post(
            user_id, subject, words, dedupe_key=f"panel-question:{subject}:{question.public_id}:{user_id}",
            kind=LetterKind.ADVICE, path=f"/panel-questions/{question.public_id}",
        )  # fmt: skip
