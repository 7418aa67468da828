"""People: find, add, give words, end a role; and change one's own words."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.clock import now
from app.errors import refusals_on
from app.times import local_date
from app.unit_of_work import commits, commits_without_trace, kept
from forms.people import PersonForm, RoleForm, WordsForm
from participation.rules.people import ROLE_NAMES, AgeBand, Role
from participation.services import people
from participation.views.paging import page_number

blueprint = Blueprint("people", __name__)

Offered = TypeVar("Offered", PersonForm, RoleForm)


@blueprint.get("/people")
@requires(Permission.RUN_PEOPLE)
def index() -> ResponseReturnValue:
    """The people this person looks after."""
    text, page = request.args.get("q", "")[:80], page_number()
    found, total = people.find(current_actor(), text, page)
    return render_template(
        "participation/people/index.html", people=found, total=total, q=text, page=page,
        pages=max(1, -(-total // people.PAGE)), held=people.held_today, today=local_date(now()), role_names=ROLE_NAMES,
    )  # fmt: skip


@blueprint.get("/people/new")
@requires(Permission.RUN_PEOPLE)
def new() -> ResponseReturnValue:
    """The form for somebody new."""
    return render_template("participation/people/new.html", form=_form())


@blueprint.post("/people/new")
@requires(Permission.RUN_PEOPLE)
@commits_without_trace
def add() -> ResponseReturnValue:
    """Add somebody and show their four words, this once."""
    form = _form()
    if form.validate():
        with refusals_on(form):
            user, words = people.add(current_actor(), _new_person(form))
            return kept(render_template("participation/people/words.html", person=user, four_words=words))
    return render_template("participation/people/new.html", form=form)


@blueprint.get("/people/<public_id>")
@requires(Permission.RUN_PEOPLE)
def show(public_id: str) -> ResponseReturnValue:
    """One person, what they hold, and what can be done."""
    return _page(public_id, _offered(RoleForm()))


@blueprint.post("/people/<public_id>/role")
@requires(Permission.RUN_PEOPLE)
@commits
def give_role(public_id: str) -> ResponseReturnValue:
    """Let somebody who is here already hold one more role, for good or for a while."""
    actor, form = current_actor(), _offered(RoleForm())
    person = people.get_person_for(actor, public_id)
    if form.validate():
        with refusals_on(form):
            team_id, area_id = _place(form)
            people.give_role(
                actor, person, Role(form.role.data), team_id, area_id, form.until.data, form.turns_on.data
            )
        if not form.refused:
            flash("They hold that now.", "success")
            return redirect(url_for("people.show", public_id=public_id), code=303)
    return _page(public_id, form)


@blueprint.post("/people/<public_id>/words")
@requires(Permission.RUN_PEOPLE)
@commits_without_trace
def words(public_id: str) -> ResponseReturnValue:
    """Give new words and show them, this once."""
    actor = current_actor()
    person = people.get_person_for(actor, public_id)
    given = people.new_words(actor, person)
    return kept(render_template("participation/people/words.html", person=person, four_words=given))


@blueprint.post("/people/<public_id>/sign-out")
@requires(Permission.RUN_PEOPLE)
@commits
def sign_out(public_id: str) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    actor = current_actor()
    person = people.get_person_for(actor, public_id)
    people.sign_out_everywhere(actor, person)
    flash(f"{person.name} is signed out everywhere.", "success")
    return redirect(url_for("people.show", public_id=public_id), code=303)


@blueprint.post("/people/<public_id>/end")
@requires(Permission.RUN_PEOPLE)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """End one of somebody's roles today."""
    actor = current_actor()
    person = people.get_person_for(actor, public_id)
    people.end_membership(actor, person, request.form.get("membership", ""))
    flash("That role has ended. What was done under it stands.", "success")
    return redirect(url_for("people.show", public_id=public_id), code=303)


@blueprint.route("/your-words", methods=["GET", "POST"])
@requires(Permission.BE_SIGNED_IN)
@commits_without_trace
def your_words() -> ResponseReturnValue:
    """Change one's own password."""
    form = WordsForm()
    if request.method == "POST" and form.validate():
        with refusals_on(form):
            people.change_words(current_actor(), form.old_words.data, form.new_words.data)
            flash("Your password is changed.", "success")
            return redirect(url_for("home.show"), code=303)
    return render_template("participation/people/your_words.html", form=form)


def _page(public_id: str, form: RoleForm) -> str:
    actor = current_actor()
    person = people.get_person_for(actor, public_id)
    return render_template(
        "participation/people/show.html", person=person, today=local_date(now()), role_names=ROLE_NAMES,
        may_end=set(people.roles_to_give(actor)), places=people.places_of(person), form=form,
    )  # fmt: skip


def _form() -> PersonForm:
    return _offered(PersonForm())


def _offered(form: Offered) -> Offered:
    """The form with the roles this person may give, and the places there are."""
    form.role.choices = [(str(role), ROLE_NAMES[role]) for role in people.roles_to_give(current_actor())]
    form.team.choices = [(team.public_id, team.name) for team in people.teams()]
    form.area.choices = [(area.public_id, area.name) for area in people.areas()]
    return form


def _place(form: PersonForm | RoleForm) -> tuple[int | None, int | None]:
    teams = {team.public_id: team.id for team in people.teams()}
    areas = {area.public_id: area.id for area in people.areas()}
    return teams.get(form.team.data), areas.get(form.area.data)


def _new_person(form: PersonForm) -> people.NewPerson:
    team_id, area_id = _place(form)
    return people.NewPerson(
        name=form.name.data, role=Role(form.role.data), band=AgeBand(form.band.data), email=form.email.data,
        username=form.username.data, team_id=team_id, area_id=area_id,
        turns_on=form.turns_on.data,
    )  # fmt: skip
