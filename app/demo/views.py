"""Be somebody in the demo place, with one click. In production and in tests of production these pages do not exist."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import public
from app.db import db
from app.demo.people import CAST, DUTY
from app.keyed import settings
from app.unit_of_work import commits_without_trace
from models.people import User
from participation.services import sign_in

blueprint = Blueprint("demo", __name__)
SHOWN = (*CAST, DUTY)
SIDES = (
    ("Young people and families", 0, 3),
    ("The community team", 3, 6),
    ("The council and partners", 6, len(SHOWN)),
)


@blueprint.get("/demo")
@public
def someone() -> ResponseReturnValue:
    """The demo's cast, each one click away."""
    found = _cast()
    groups = [
        (side, [found[p.name] for p in SHOWN[start:end] if p.name in found]) for side, start, end in SIDES
    ]
    return render_template("participation/sign_in/be_someone.html", groups=groups)


@blueprint.post("/demo/<public_id>")
@public
@commits_without_trace
def be(public_id: str) -> ResponseReturnValue:
    """Become that member of the cast."""
    chosen = [user for user in _cast().values() if user.public_id == public_id]
    if not chosen:
        abort(404)
    sign_in.begin(chosen[0])
    flash(f"You are now {chosen[0].name}. {chosen[0].about}.", "info")
    return redirect(url_for("home.show"), code=303)


def _cast() -> dict[str, User]:
    if not settings().is_demo:
        abort(404)
    names = [person.name for person in SHOWN]
    return {user.name: user for user in db.session.scalars(sa.select(User).where(User.name.in_(names)))}
