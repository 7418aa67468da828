"""The two stamps. Guards read the stamp as an attribute, so a view cannot be open by accident."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.access.actors import current_actor
from app.access.permissions import PERMISSIONS, Permission, may
from app.errors import page

View = Callable[..., ResponseReturnValue]
PUBLIC = "public"


def requires(permission: Permission) -> Callable[[View], View]:
    """Open this view only to people who hold `permission`; others are asked to sign in, or told no (403)."""

    def stamp(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            actor = current_actor()
            if not actor.is_signed_in:
                return redirect(url_for("sign_in.show", next=_way_back()))
            if PERMISSIONS[permission] & actor.paused and not may(actor, permission):
                return page(403, "errors/paused.html")
            if not may(actor, permission):
                abort(403)
            return view(**values)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return stamp


def public(view: View) -> View:
    """Open this view to everyone, signed in or not."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def stamp_of(view: Any) -> Permission | str | None:
    """The stamp a view carries: a Permission, "public", or None when somebody forgot."""
    found: Permission | str | None = getattr(view, "permission", None)
    return found


def _way_back() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else request.path
