"""An idea that is not the reader's to read any more: whoever took part in it is led to what they keep of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import current_actor
from app.errors import NotFound
from commissioning.rules.comments import KIND_NAMES, TOLD
from commissioning.rules.suggestions import PART_NAMES
from commissioning.services import took_part

View = Callable[..., ResponseReturnValue]


def kept_page(public_id: str) -> ResponseReturnValue:
    """The short page of an idea the reader took part in; NotFound for anybody else."""
    return render_template(
        "commissioning/together/kept.html", kept=took_part.kept_for(current_actor(), public_id),
        part_names=PART_NAMES, kind_names=KIND_NAMES, told=TOLD,
    )  # fmt: skip


def leads_to_what_is_kept(view: View) -> View:
    """Lead somebody who took part from a page of the idea (its talk, a version) to the short one."""

    @wraps(view)
    def wrapper(**values: Any) -> ResponseReturnValue:
        try:
            return view(**values)
        except NotFound:
            if not took_part.has_page(current_actor(), values["public_id"]):
                raise
            return redirect(url_for("proposals.show", public_id=values["public_id"]), code=303)

    return wrapper
