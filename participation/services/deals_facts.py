"""What Deals have to account for: our part first, what is late said plainly, and what the other side says beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.times import day
from models.deals import CheckIn, Deal, DealPair
from models.deals_lived import DealPartner, DealView
from participation.rules.deals import OTHER, PROGRESS_WORDS, Kept, Part, Progress, is_late
from participation.rules.deals_life import DealState, Side
from participation.rules.facts import Brief, Fact, Section
from participation.services import deals_last_days, deals_were
from participation.services.deals_readers import standing_pairs
from participation.services.deals_same import part_of, same_words
from participation.services.deals_speakers import speakers_among
from participation.services.deals_were import Were

VIEW_OFFICER = {
    Kept.YES: "say it was kept", Kept.PARTLY: "say it was kept in part", Kept.NO: "say it was not kept",
    Kept.CANNOT_TELL: "say they cannot tell whether it was kept",
}  # fmt: skip
VIEW_CHILD = {
    Kept.YES: "say: yes, kept", Kept.PARTLY: "say: partly", Kept.NO: "say: not kept",
    Kept.CANNOT_TELL: "say: we cannot tell",
}  # fmt: skip
# Who says it, to officers and to children. Grown-ups of a team are never called young people.
WHO = {"We say": ("We", "We"), "Young people say": ("Young people", "You"),
       "The team says": ("Grown-ups of the team", "Grown-ups of the team")}  # fmt: skip


@dataclass(frozen=True)
class _View:
    """What the other side last said of a part, and who said it."""

    kept: Kept
    officer: str
    child: str


_UNTOLD = "no check-in yet"

Same = Mapping[tuple[int, Side], Sequence[int]]  # the keys of the wordings a part shares, newest first
Newest = Mapping[tuple[int, Side, int | None], Progress]  # (pair, side, partner's organisation or None)


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """What each Deal that held at `until` had come to by then. Seven queries, however many check-ins.

    A Deal whose words are being changed still holds as both sides last agreed it: a late promise cannot be talked away.
    """
    held = sa.or_(Deal.state != DealState.RETIRED, deals_last_days.ran_out_between(since, until))
    where = [held, Deal.begun_at < until]
    if team_id is not None:
        where.append(sa.or_(Deal.team_id == team_id, Deal.team_id.is_(None)))
    query = sa.select(Deal).where(*where).options(
        selectinload(Deal.all_pairs).selectinload(DealPair.check_ins), selectinload(Deal.agreements)
    )  # fmt: skip
    deals = list(db.session.scalars(query.order_by(Deal.begun_at, Deal.id)))
    stand = [pair for deal in deals for pair in standing_pairs(deal)]
    same = {(pair.id, side): [one.id for one in same_words(pair, side)] for pair in stand for side in Side}
    ids, every = [pair.id for pair in stand], sorted({one for some in same.values() for one in some})
    partners = _partners(ids, until)
    views, newest = _still_views(_views(every, until), same), _still_newest(_newest(every, until), same)
    facts = [fact for deal in deals for side in Side for fact in _facts(deal, side, until, views, newest)]
    taken = [_partner_fact(deal, pair, one, until, newest) for deal in deals for pair in standing_pairs(deal)
             for one in partners.get(pair.id, ())]  # fmt: skip
    changed = [_changed(deal, one) for deal in deals for one in deals_were.changed(deal, standing_pairs(deal))
               if one.late and since <= one.until < until]  # fmt: skip
    ended = [fact for deal in deals for fact in deals_last_days.ended_fact(deal)]
    return [*changed, *facts, *taken, *ended]


def _changed(deal: Deal, were: Were) -> Fact:
    """A promise that was late when both sides agreed other words: told in the account of that time, and stays told."""
    text, due = were.pair.our_text, were.pair.our_by
    return Fact(
        section=Section.OUR_PART,
        key=f"deal-were:{were.pair.public_id}",
        officer=f"{deal.title}: “{text}” was due by {day(due) if due else ''}, and was late when both sides agreed "
        f"other words on {day(were.on)}.",
        child=f"We said: “{text}”. We were late. Then both sides agreed other words.",
        not_done=True,
        path=f"/deals/{deal.public_id}",
        brief=Brief("We were late with this. Then both sides agreed other words:", f"“{text}”"),
    )


def _facts(
    deal: Deal, side: Side, until: datetime, views: dict[tuple[int, Side], _View], newest: Newest
) -> list[Fact]:
    """A fact for each part that has been spoken of or is late, and one for all the rest of that side."""
    told = [(pair, part_of(pair, side, newest.get((pair.id, side, None)))) for pair in standing_pairs(deal)]
    today = deals_last_days.as_of(deal, until)
    quiet, facts = [], []
    for pair, part in told:
        view = views.get((pair.id, side))
        if part.progress or view or _late(side, part, today):
            facts.append(_fact(deal, pair, side, part, today, view))
        else:
            quiet.append(part)
    return [*facts, _quiet(deal, side, quiet)] if quiet else facts


def _fact(deal: Deal, pair: DealPair, side: Side, part: Part, today: date, view: _View | None) -> Fact:
    ours, late = side is Side.OURS, _late(side, part, today)
    told = PROGRESS_WORDS[part.progress].lower() if part.progress else _UNTOLD
    missed = f" It was due by {day(part.by)} and is late." if late and part.by else ""
    answers = f" {part.owner} answers for it." if ours and part.owner else ""
    seen = seen_child = beside = ""
    if view:
        seen, seen_child = (
            f" {view.officer} {VIEW_OFFICER[view.kept]}.",
            f" {view.child} {VIEW_CHILD[view.kept]}.",
        )
        beside = f" ({view.child[:1].lower()}{view.child[1:]} {VIEW_CHILD[view.kept]})"
    return Fact(
        section=Section.OUR_PART if ours else Section.YOUR_PART,
        key=f"deal-{side}:{pair.public_id}",
        officer=f"{deal.title}: “{part.text}” – {told}.{missed}{answers}{seen}",
        child=f"{'We' if ours else 'You'} said: “{part.text}”. So far: {told}.{' We are late.' if late else ''}"
        f"{seen_child}",
        not_done=late or (ours and part.progress in {Progress.BROKEN, Progress.NOT_YET}),
        path=f"/deals/{deal.public_id}",
        brief=Brief(_lead(ours, told, late), f"“{part.text}”{beside}"),
    )


def _lead(ours: bool, told: str, late: bool) -> str:
    """What children read above parts that went alike."""
    if late:
        return f"We said we would, and we are late.{_so_far(told)}"
    return f"{'Our' if ours else 'Your'} part – {told}:"


def _so_far(told: str) -> str:
    """How far it has come, behind a sentence that says it is late."""
    return " So far nobody has told you how it goes:" if told == _UNTOLD else f" So far it is {told}:"


def _partner_fact(deal: Deal, pair: DealPair, one: DealPartner, until: datetime, newest: Newest) -> Fact:
    """A partner's part is ours too: it is told under its own name, and a late one leads as any of ours does."""
    name, progress = one.organisation.name, newest.get((pair.id, Side.OURS, one.organisation_id))
    late = is_late(Part(one.words, by=one.by, progress=progress), deals_last_days.as_of(deal, until))
    told = PROGRESS_WORDS[progress].lower() if progress else _UNTOLD
    missed = f" It was due by {day(one.by)} and is late." if late and one.by else ""
    return Fact(
        section=Section.OUR_PART,
        key=f"deal-partner:{one.public_id}",
        officer=f"{deal.title}: {name} said: “{one.words}” – {told}.{missed}",
        child=f"{name} said: “{one.words}”. So far: {told}.{' They are late.' if late else ''}",
        not_done=late or progress in {Progress.BROKEN, Progress.NOT_YET},
        path=f"/deals/{deal.public_id}",
        brief=Brief(
            f"{name} said they would, and they are late.{_so_far(told)}"
            if late
            else f"{name}’s part – {told}:",
            f"“{one.words}”",
        ),
    )


def _quiet(deal: Deal, side: Side, parts: list[Part]) -> Fact:
    """Parts nobody has spoken of: ours are owned up to, one after another; yours are counted, and nobody is chased."""
    ours, count = side is Side.OURS, len(parts)
    named = ", ".join(f"“{part.text}”" for part in parts)
    many = "One part of yours has" if count == 1 else f"{count} parts of yours have"
    return Fact(
        section=Section.OUR_PART if ours else Section.YOUR_PART,
        key=f"deal-{side}-quiet:{deal.public_id}",
        officer=f"{deal.title}: we have not said yet how these go: {named}."
        if ours
        else f"{deal.title}: {many} no check-in yet.",
        child=f"We have not told you yet how these go: {named}."
        if ours
        else f"{many} no check-in yet. That is fine.",
        for_children=ours,
        not_done=False,
        figures={"quiet": count},
        brief=Brief(
            "We have not told you yet how these go:",
            f"{count} {'promise' if count == 1 else 'promises'} in “{deal.title}”",
        )
        if ours
        else None,
    )


def _late(side: Side, part: Part, today: date) -> bool:
    return side is Side.OURS and is_late(part, today)


def _still_newest(newest: Newest, same: Same) -> Newest:
    """What a side last said of a part still stands while its own words and day do."""
    found = dict(newest)
    for (pair_id, side), ids in same.items():
        said = [newest[key] for one in ids if (key := (one, side, None)) in newest]
        if said:
            found[pair_id, side, None] = said[0]
    return found


def _still_views(views: dict[tuple[int, Side], _View], same: Same) -> dict[tuple[int, Side], _View]:
    """So does what the other side said of it."""
    said = {key: [views[(one, key[1])] for one in ids if (one, key[1]) in views] for key, ids in same.items()}
    return {key: some[0] for key, some in said.items() if some}


def _newest(ids: list[int], until: datetime) -> Newest:
    """What each side, and each partner, last said of its own part by then. A "not now" is nobody else's to know."""
    by_then = (CheckIn.pair_id.in_(ids), CheckIn.at < until, CheckIn.progress != Progress.NOT_NOW)
    whose = (CheckIn.pair_id, CheckIn.side, CheckIn.organisation_id)
    last = sa.select(sa.func.max(CheckIn.id)).where(*by_then).group_by(*whose)
    rows = db.session.execute(sa.select(*whose, CheckIn.progress).where(CheckIn.id.in_(last)))
    return {(pair_id, side, partner): progress for pair_id, side, partner, progress in rows}


def _views(ids: list[int], until: datetime) -> dict[tuple[int, Side], _View]:
    """What the other side last said of each part by then. Its words stay on the wall."""
    query = sa.select(DealView).where(DealView.pair_id.in_(ids), DealView.at < until).order_by(DealView.id)
    newest = {(one.pair_id, one.about): one for one in db.session.scalars(query)}
    speakers = speakers_among(one.user_id for one in newest.values() if one.about is Side.OURS)
    return {
        key: _View(one.kept, *WHO[speakers.label(OTHER[one.about], one.user_id, one.at)])
        for key, one in newest.items()
    }


def _partners(ids: list[int], until: datetime) -> dict[int, list[DealPartner]]:
    taken = (DealPartner.takes.is_(True), DealPartner.answered_at < until)
    query = sa.select(DealPartner).where(DealPartner.pair_id.in_(ids), *taken).order_by(DealPartner.id)
    found: dict[int, list[DealPartner]] = {}
    for one in db.session.scalars(query.options(joinedload(DealPartner.organisation))):
        found.setdefault(one.pair_id, []).append(one)
    return found
