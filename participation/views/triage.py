"""The safeguarding desk. Words are shown only in answer to a POST, because each reading is recorded."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, may, requires
from app.attachments import sent
from app.errors import page, refusals_on
from app.sealed import SealBroken
from app.unit_of_work import commits, commits_without_trace, kept
from forms.triage import (
    CUT,
    SOMEBODY_ELSE,
    DecisionForm,
    FollowUpForm,
    ShutOutForm,
    TakeOutForm,
    decision_in,
    lettings_for,
    texts_as_cut,
)
from models.triage import TriageItem
from participation.rules.desk import CLOCK_WORDS, FOLLOW_UP_WORDS, RUNG_WORDS, FollowUp
from participation.rules.feedback import FACES
from participation.rules.gate import (
    FOLLOWED_UP,
    MAY_BE_CHANGED,
    OUTCOME_WORDS,
    Letting,
    WordsKind,
)
from participation.rules.personal import blacked_out, marks_in, pieces
from participation.rules.screening import REASONS
from participation.services import shut_outs, taken_back, triage, triage_desk
from participation.services.triage_needs import counted
from participation.services.triage_queue import MOST
from participation.views.paging import page_number, whole_number

blueprint = Blueprint("triage", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {
        "kind_words": triage.KIND_WORDS,
        "reason_words": REASONS,
        "outcome_words": OUTCOME_WORDS,
        "face_words": FACES,
        "clock_words": CLOCK_WORDS,
        "rung_words": RUNG_WORDS,
        "follow_words": FOLLOW_UP_WORDS,
        "pieces": pieces,
        "counted": counted,
    }


@blueprint.get("/desk")
@requires(Permission.KEEP_SAFE)
def queue() -> ResponseReturnValue:
    """What waits, soonest due first. No words here."""
    actor, number = current_actor(), page_number()
    items, total = triage.queue(actor, number)
    return render_template(
        "participation/triage/queue.html", items=items, here=triage.standing(actor), page=number,
        pages=_pages(total), to_follow=triage.to_follow_up(actor), on_duty=triage_desk.here_now(),
        reads_now=triage_desk.next_reading()[0],
        keeps_rota=may(actor, Permission.KEEP_ROTA),
    )  # fmt: skip


@blueprint.get("/desk/decided")
@requires(Permission.KEEP_SAFE)
def decided() -> ResponseReturnValue:
    """What was decided, newest first. No words here."""
    page = page_number()
    items, total = triage.decided(current_actor(), page)
    return render_template(
        "participation/triage/decided.html", items=items, page=page, pages=_pages(total),
        gone=taken_back.among(items),
    )  # fmt: skip


@blueprint.get("/desk/<public_id>")
@requires(Permission.KEEP_SAFE)
def closed(public_id: str) -> ResponseReturnValue:
    """One item, not opened yet."""
    return _closed(public_id, FollowUpForm(formdata=None))


@blueprint.post("/desk/<public_id>")
@requires(Permission.KEEP_SAFE)
@commits_without_trace
def read(public_id: str) -> ResponseReturnValue:
    """Open the words and record that they were read."""
    return _opened(public_id)


@blueprint.post("/desk/<public_id>/file")
@requires(Permission.KEEP_SAFE)
@commits_without_trace
def file(public_id: str) -> ResponseReturnValue:
    """Save a held document to read it, and record that it was read."""
    return kept(sent(triage.open_file(current_actor(), public_id)))


@blueprint.post("/desk/<public_id>/decision")
@requires(Permission.KEEP_SAFE)
@commits
def decide(public_id: str) -> ResponseReturnValue:
    """Record a decision; or, when asked, only suggest what to take out of the words."""
    form = _decision_form(triage.get_item_for(current_actor(), public_id).kind)
    if request.form.get("go") == "suggest":
        return _opened(public_id, _suggested(form, triage.get_item_for(current_actor(), public_id)))
    if form.validate():
        with refusals_on(form):
            triage.decide(current_actor(), public_id, decision_in(form), after=whole_number(form.after.data))
            flash("Recorded. Here is what is next.", "success")
            return redirect(url_for(".queue"), code=303)
    return _opened(public_id, form)


@blueprint.post("/desk/<public_id>/shut-out")
@requires(Permission.KEEP_SAFE)
@commits
def shut_out(public_id: str) -> ResponseReturnValue:
    """Shut somebody out of an item that is about them."""
    form = ShutOutForm()
    item = triage.get_item_for(current_actor(), public_id)
    form.who.choices = [(user.public_id, user.name) for user in triage.people_to_shut_out(item)]
    if form.validate():
        with refusals_on(form):
            triage.shut_out(current_actor(), public_id, form.who.data)
            flash("Done. They cannot see it, and whoever is left has been called.", "success")
            return redirect(url_for(".queue"), code=303)
    return _opened(public_id, shutting=form)


@blueprint.post("/desk/<public_id>/take-out")
@requires(Permission.KEEP_SAFE)
@commits
def take_out(public_id: str) -> ResponseReturnValue:
    """Take words out of something that was released already."""
    form = TakeOutForm()
    if form.validate():
        with refusals_on(form):
            triage.take_out(
                current_actor(),
                public_id,
                texts_as_cut(form),
                form.why.data,
                after=whole_number(form.after.data),
            )
            flash("Taken out. Nobody but this desk can read them any more.", "success")
            return redirect(url_for(".closed", public_id=public_id), code=303)
    return _opened(public_id, taking=form)


@blueprint.post("/desk/<public_id>/follow-up")
@requires(Permission.KEEP_SAFE)
@commits
def follow_up(public_id: str) -> ResponseReturnValue:
    """Write down what came of something that was passed on."""
    form = FollowUpForm()
    if form.validate():
        with refusals_on(form):
            triage.follow_up(current_actor(), public_id, FollowUp(form.kind.data), form.happened_on.data)
            flash("Written down.", "success")
            return redirect(url_for(".closed", public_id=public_id), code=303)
    return _closed(public_id, form)


def _closed(public_id: str, form: FollowUpForm) -> ResponseReturnValue:
    item = triage.get_item_for(current_actor(), public_id)
    done = {one.kind for one in item.follow_ups}
    form.kind.choices = [
        (str(kind), words, {"hint": hint})
        for kind, (words, hint) in FOLLOW_UP_WORDS.items()
        if kind not in done
    ]
    return render_template(
        "participation/triage/closed.html", item=item, form=form, readings=triage.readings_of(item),
        follows=item.outcome in FOLLOWED_UP and len(done) < len(FollowUp),
        gone=taken_back.is_taken_back(item),
    )  # fmt: skip


def _opened(
    public_id: str, form: DecisionForm | None = None, shutting: ShutOutForm | None = None,
    taking: TakeOutForm | None = None,
) -> ResponseReturnValue:  # fmt: skip
    try:
        opened = triage.open_item(current_actor(), public_id)
    except SealBroken:
        triage.report_broken(current_actor(), public_id)
        return kept(page(409, "errors/seal_broken.html"))
    if form is None:
        form = _decision_form(opened.item.kind, fresh=True)
        form.after.data = str(len(opened.item.decisions))
        for name in CUT:
            form[name].data = opened.original.get(name)
    if taking is None:
        taking, now_read = TakeOutForm(formdata=None), opened.released or opened.original
        taking.after.data = str(len(opened.item.decisions))
        for name in CUT:
            taking[name].data = now_read.get(name)
    for name in set(CUT) - opened.original.keys():  # not asked for this item: nothing can be wrong
        form[name].errors = taking[name].errors = ()
    if shutting is None:
        shutting = ShutOutForm(formdata=None)
        shutting.who.choices = [(u.public_id, u.name) for u in triage.people_to_shut_out(opened.item)]
    named = [shut.user.name for shut in opened.item.shut_outs]
    shows = {text.name: blacked_out(text.said, named)[1] for text in opened.texts}
    as_cut = [form[name].data or "" for name in CUT if name in opened.original]
    form.stays.choices = [(one, one) for one in marks_in([*opened.original.values(), *as_cut], named)]
    return kept(
        render_template(
            "participation/triage/opened.html", opened=opened, item=opened.item, decision=form, shutting=shutting,
            form=next((one for one in (shutting, taking) if one.refused), form), shows=shows, taking=taking,
            may_change=opened.item.kind in MAY_BE_CHANGED, cut=CUT,
        )
    )  # fmt: skip


def _suggested(form: DecisionForm, item: TriageItem) -> DecisionForm:
    """The same form with names and addresses taken out of the words to release, to be checked by a person."""
    form.letting.data = str(Letting.RELEASE_CHANGED)
    named = [shut.user.name for shut in item.shut_outs]
    for field in (form[name] for name in CUT):
        field.data = blacked_out(field.data or "", named, form.stays.data or ())[0]
    return form


def _decision_form(kind: WordsKind, *, fresh: bool = False) -> DecisionForm:
    form = DecisionForm(formdata=None) if fresh else DecisionForm()
    people = [(user.public_id, f"{user.name}, {user.about}") for user in shut_outs.people_at_work()]
    form.about.choices = [("", "Choose"), SOMEBODY_ELSE, *people]
    form.letting.choices = lettings_for(kind)
    return form


def _pages(total: int) -> int:
    """How many pages there are; past the most that is counted there are always more to reach by deciding."""
    return max(1, -(-min(total, MOST) // triage.PAGE))
