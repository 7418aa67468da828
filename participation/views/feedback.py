"""Say something, one question a screen, and come back for the answer. No account; works with no script."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.errors import NotFound, Refusal, refusals_on
from app.keyed import keyed_digest, settings
from app.times import short_day
from app.unit_of_work import commits_without_trace, kept
from forms.feedback import ComeBackForm, FeltForm
from models.feedback import FeedbackDraft
from models.listening import Listening
from participation.rules.feedback import (
    ALREADY_SENT,
    FELT_WORDS,
    IF_SENT,
    Felt,
    Route,
    Screen,
    Stage,
    place_in,
)
from participation.rules.listening import ListeningState
from participation.rules.media import LONGEST_SOUND
from participation.rules.responses import ANSWER_WORDS
from participation.services import about_you, comeback, feedback, paper, said_shown, taken_back
from participation.services import listening as listenings
from participation.services.triage_desk import next_reading
from participation.views import asking, shared_tablet
from participation.views.paging import whole_number
from participation.views.shared_tablet import BACK, SENT, SHEET, TOKEN

blueprint = Blueprint("feedback", __name__)


@blueprint.get("/say/<code>")
@public
def start(code: str) -> ResponseReturnValue:
    """Who will see it, whom to ring, and the way in."""
    listening = listenings.by_code(code)
    if shared_tablet.is_out(listening):
        return redirect(url_for("shared_tablet.ready", code=listening.code))
    sheet = request.args.get("sheet", "")
    if sheet and paper.is_of(listening, sheet):
        session[SHEET] = sheet
    draft = feedback.draft_of(listening, session.get(TOKEN))
    begun = draft is not None and bool(feedback.answers_in(draft))
    return render_template(
        "participation/feedback/start.html", listening=listening, begun=begun, reads_now=next_reading(),
        is_open=listenings.state(listening) is ListeningState.OPEN,
        is_soon=listenings.state(listening) is ListeningState.SOON, others=listenings.open_now(),
    )  # fmt: skip


@blueprint.post("/say/<code>")
@public
@commits_without_trace
def begin(code: str) -> ResponseReturnValue:
    """Begin: afresh, or where this browser left off."""
    listening = listenings.by_code(code)
    draft = feedback.draft_of(listening, session.get(TOKEN))
    if draft is None or draft.answers is None or request.form.get("again"):
        session.pop(SENT, None)
        _begin_afresh(listening, _route(listening))
    return redirect(url_for(".screen", code=listening.code, number=1), code=303)


@blueprint.route("/say/<code>/<int:number>", methods=["GET", "POST"])
@public
@commits_without_trace
def screen(code: str, number: int) -> ResponseReturnValue:
    """One question. Next and Skip both go on; the last screen sends."""
    if (
        number < 1 or str(number) != request.path.rpartition("/")[2]
    ):  # other alphabets' digits, or a nought before
        raise NotFound
    listening = listenings.by_code(code)
    draft = feedback.draft_of(listening, session.get(TOKEN))
    is_lost = draft is None and request.method == "POST"
    if is_lost:  # the draft is gone but their words are here: keep them
        draft = _begin_afresh(listening, _route(listening))
    if draft is None:
        return redirect(url_for(".start", code=listening.code), code=303)
    if draft.answers is None:
        return redirect(url_for(".card", code=listening.code), code=303)
    screens = feedback.screens_of(listening, draft.route, feedback.answers_in(draft))
    if number > len(screens):
        raise NotFound
    return _asked(listening, draft, screens, number, is_lost=is_lost)


def _asked(
    listening: Listening, draft: FeedbackDraft, screens: tuple[Screen, ...], number: int, *, is_lost: bool
) -> ResponseReturnValue:
    here = screens[number - 1]
    form = asking.form(listening, here, feedback.answers_in(draft))
    if request.method == "POST" and (request.form.get("go") == "skip" or form.validate()):
        with refusals_on(form):
            asking.keep(draft, here, form)
            screens = feedback.screens_of(listening, draft.route, feedback.answers_in(draft))
            is_last = number == len(screens)
            if is_last and is_lost and not asking.has_anything(draft):
                return _nothing_here(listening)
            if is_last:
                feedback.send(draft, session[TOKEN], shared_tablet.how())
                return redirect(url_for(".card", code=listening.code), code=303)
            return redirect(url_for(".screen", code=listening.code, number=number + 1), code=303)
    is_last = number == len(screens)
    said = asking.read_back(listening, feedback.answers_in(draft)) if is_last and not form.refused else []
    return render_template(
        "participation/feedback/screen.html", form=form, listening=listening, route=draft.route, screen=here,
        screens=screens, number=number, is_last=is_last, told=place_in(screens, number),
        said=said, media=asking.media(draft, here, is_last=is_last),
        longest_sound=LONGEST_SOUND, offers=set(listening.offers) if draft.route is Route.CHILD else set(),
        on_tablet=shared_tablet.is_out(listening),
    )  # fmt: skip


@blueprint.get("/say/<code>/card")
@public
def card(code: str) -> ResponseReturnValue:
    """The four come-back words, to keep. The same ones however often it is opened in this browser."""
    listening = listenings.by_code(code)
    draft = feedback.draft_of(listening, session.get(TOKEN))
    if draft is None or draft.turn is None:
        return redirect(url_for(".start", code=listening.code), code=303)
    return render_template(
        "participation/feedback/card.html",
        listening=listening, on_tablet=shared_tablet.is_out(listening),
        words=feedback.words_for(draft, session[TOKEN]), asks_about=about_you.may_say(listening, session[TOKEN]),
    )  # fmt: skip


@blueprint.post("/say/<code>/finish")
@public
@commits_without_trace
def finish(code: str) -> ResponseReturnValue:
    """Forget this browser's part in it, so that the next child starts clean."""
    if session.pop(TOKEN, None):
        session[SENT] = code
    return redirect(url_for(".start", code=listenings.by_code(code).code), code=303)


@blueprint.route("/comeback", methods=["GET", "POST"])
@public
@commits_without_trace
def come_back() -> ResponseReturnValue:
    """Type the four words."""
    form = ComeBackForm()
    if request.method == "POST" and form.validate():
        who = keyed_digest("come-back try", request.remote_addr or "")
        comeback.slow_down(who)
        try:
            session[BACK] = comeback.find(form.words.data, who)
            return redirect(url_for(".answer"), code=303)
        except Refusal as refusal:
            form.refuse(refusal.reason, refusal.field)
            return kept(_come_back_page(form))
    return _come_back_page(form)


@blueprint.get("/comeback/answer")
@public
def answer() -> ResponseReturnValue:
    """Where it is, in four pictures, and the answer."""
    if not session.get(BACK):
        return redirect(url_for(".come_back"), code=303)
    return _answer_page(FeltForm())


@blueprint.post("/comeback/answer")
@public
@commits_without_trace
def felt() -> ResponseReturnValue:
    """Did we listen?"""
    if not session.get(BACK):
        return redirect(url_for(".come_back"), code=303)
    form = FeltForm()
    if form.validate():
        with refusals_on(form):
            said = Felt(form.felt.data)
            stands = comeback.say_listened(session[BACK], said, after=whole_number(form.after.data))
            if stands is not said:
                flash(f"You told us before: {FELT_WORDS[stands]}. You can change it below.", "info")
            return redirect(url_for(".answer"), code=303)
    return _answer_page(form)


@blueprint.post("/comeback/finish")
@public
@commits_without_trace
def finish_reading() -> ResponseReturnValue:
    """Forget whose answer this browser was reading."""
    session.pop(BACK, None)
    return redirect(url_for(".come_back"), code=303)


def _come_back_page(form: ComeBackForm) -> str:
    example = feedback.example_words() if settings().is_demo else ""
    return render_template("participation/feedback/come_back.html", form=form, example=example)


def _answer_page(form: FeltForm) -> str:
    here = comeback.where_is(session[BACK])
    if here.stage is not Stage.ANSWERED:  # the question is not on the page now
        form = FeltForm(formdata=None)
    form.after.data = str(here.times_felt)
    dates = {stage: short_day(at) for stage, at in here.dates.items()}
    return render_template(
        "participation/feedback/answer.html", form=form, here=here, dates=dates, felt_words=FELT_WORDS,
        answer_words=ANSWER_WORDS, gone=taken_back.is_gone(here.feedback_id), own=said_shown.own_of(session[BACK]),
    )  # fmt: skip


def _nothing_here(listening: Listening) -> ResponseReturnValue:
    """The last page of something sent and finished came once more: nothing is wrong, and nothing is kept of it."""
    session.pop(TOKEN, None)
    flash(ALREADY_SENT if session.get(SENT) == listening.code else IF_SENT, "success")
    return redirect(url_for(".start", code=listening.code), code=303)


def _begin_afresh(listening: Listening, route: Route) -> FeedbackDraft:
    session[TOKEN] = feedback.new_token()
    return feedback.begin(listening, route, session[TOKEN])


def _route(listening: Listening) -> Route:
    asked = request.form.get("route", "")
    if asked in set(Route):
        return Route(asked)
    return Route.CHILD if listening.for_children else Route.PARENT
