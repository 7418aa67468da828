"""Asking about data (anybody), and answering (the data protection officer and the safeguarding desk)."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, public, requires
from app.clock import now
from app.errors import refusals_on
from app.times import day, local_date
from app.unit_of_work import commits, commits_without_trace
from forms.requests import AskForm, DecideForm, LongerForm, WishForm
from participation.rules.requests import (
    ASK_WORDS,
    ASKER_WORDS,
    GROUND_WORDS,
    VERDICT_WORDS,
    WISH_WORDS,
    Ask,
    Asker,
    Decided,
    Ground,
    Verdict,
    Wish,
    WishNote,
)
from participation.services import requests
from participation.views.shared_tablet import BACK

blueprint = Blueprint("requests", __name__)
WITH_WORDS = "They come back with their four words, and read the answer there."
_WORDS = {
    "asks": ASK_WORDS, "askers": ASKER_WORDS, "wishes": WISH_WORDS, "verdicts": VERDICT_WORDS,
    "ground_words": GROUND_WORDS,
}  # fmt: skip


@blueprint.get("/privacy/ask")
@public
def asking() -> ResponseReturnValue:
    """The form for anybody."""
    return render_template("participation/requests/ask.html", form=AskForm(), about=session.get(BACK))


@blueprint.post("/privacy/ask")
@public
@commits_without_trace
def ask() -> ResponseReturnValue:
    """Take a request or a complaint."""
    form = AskForm()
    if session.get(BACK) and form.asker.data == Asker.THEMSELVES and not form.reach.data:
        form.reach.data = WITH_WORDS
    if form.validate():
        with refusals_on(form):
            asker = Asker(form.asker.data)
            about = session.get(BACK, "") if asker is Asker.THEMSELVES else ""
            new = requests.NewRequest(Ask(form.ask.data), asker, form.words.data, form.reach.data, about)
            made = requests.ask(current_actor(), new)
            by = "We tell you that we have it by" if made.ask is Ask.COMPLAIN else "We answer by"
            if about:
                flash(f"We have it. {by} {day(made.due_on)}. You can read the answer here.", "success")
                return redirect(url_for("about_me.said"), code=303)
            flash(f"We have it. Your reference is {made.public_id}. {by} {day(made.due_on)}.", "success")
            return redirect(url_for("pages.privacy"), code=303)
    return render_template("participation/requests/ask.html", form=form, about=session.get(BACK))


@blueprint.get("/data-requests")
@requires(Permission.ANSWER_REQUESTS)
def index() -> ResponseReturnValue:
    """What waits, soonest due first, and what was answered."""
    actor = current_actor()
    return render_template(
        "participation/requests/index.html", waiting=requests.waiting(actor), answered=requests.answered(actor),
        today=local_date(now()), **_WORDS,
    )  # fmt: skip


@blueprint.get("/data-requests/<public_id>")
@requires(Permission.ANSWER_REQUESTS)
def show(public_id: str) -> ResponseReturnValue:
    """One request."""
    return _page(public_id)


@blueprint.post("/data-requests/<public_id>/acknowledge")
@requires(Permission.ANSWER_REQUESTS)
@commits
def acknowledge(public_id: str) -> ResponseReturnValue:
    """They were told that it is here."""
    requests.acknowledge(current_actor(), requests.get_for(current_actor(), public_id))
    return _back(public_id, "Written down: they know that we have it.")


@blueprint.post("/data-requests/<public_id>/longer")
@requires(Permission.ANSWER_REQUESTS)
@commits
def longer(public_id: str) -> ResponseReturnValue:
    """Two months more."""
    form = LongerForm()
    if form.validate():
        with refusals_on(form):
            requests.take_longer(current_actor(), requests.get_for(current_actor(), public_id), form.why.data)
            return _back(public_id, "It has two months more. Tell them why today.")
    return _page(public_id, longer=form)


@blueprint.post("/data-requests/<public_id>/wish")
@requires(Permission.ANSWER_REQUESTS)
@commits
def wish(public_id: str) -> ResponseReturnValue:
    """What the young person wants."""
    form = WishForm()
    if form.validate():
        with refusals_on(form):
            note = WishNote(Wish(form.wish.data), form.understands.data == "yes", form.note.data)
            requests.write_wish(current_actor(), requests.get_for(current_actor(), public_id), note)
            return _back(public_id, "Their wish is written down.")
    return _page(public_id, wishing=form)


@blueprint.post("/data-requests/<public_id>/decide")
@requires(Permission.ANSWER_REQUESTS)
@commits
def decide(public_id: str) -> ResponseReturnValue:
    """Answer it."""
    form = DecideForm()
    if form.validate():
        with refusals_on(form):
            grounds = tuple(Ground(one) for one in form.grounds.data or ())
            decided = Decided(Verdict(form.verdict.data), grounds, form.answer.data)
            requests.decide(current_actor(), requests.get_for(current_actor(), public_id), decided)
            return _back(public_id, "Answered. Send the answer yourself: nothing goes out by itself.")
    return _page(public_id, deciding=form)


def _page(
    public_id: str, longer: LongerForm | None = None, wishing: WishForm | None = None,
    deciding: DecideForm | None = None,
) -> str:  # fmt: skip
    opened = requests.opened(requests.get_for(current_actor(), public_id))
    blank = {"formdata": None}
    return render_template(
        "participation/requests/show.html", opened=opened, request_=opened.request, today=local_date(now()),
        longer=longer or LongerForm(**blank), wishing=wishing or WishForm(**blank),
        deciding=deciding or DecideForm(**blank), form=longer or wishing or deciding, **_WORDS,
    )  # fmt: skip


def _back(public_id: str, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".show", public_id=public_id), code=303)
