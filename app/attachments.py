"""Serving a record's photograph or document to those who may see the record, and to nobody else.

`SUBJECTS` is the one table of who may see what: each subject names a function `(actor, public id of the record) ->
bool`. A subject that is not in the table is shown to nobody.
"""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.access import current_actor, public
from models.attachments import Attachment
from participation.rules.attachments import ENDING, MIME, FileKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound
from participation.services import attachments

blueprint = Blueprint("attachments", __name__)

SUBJECTS: dict[str, str] = {
    "small_sum": "commissioning.services.small_sums_reading:may_see_files",
    "proposal": "commissioning.services.proposals_extras:may_see_photo",
    "quote": "commissioning.services.proposals_extras:may_see_quote",
    "award": "commissioning.services.awards_reading:may_see_files",
    "answer": "participation.services.tellings:may_see_files",
    "deal_check_in": "participation.services.deals_check_ins:may_see_photos",
    "payment": "commissioning.services.payments:may_see_files",
}


@blueprint.get("/files/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """One file, or the page that says there is none: the same whether it is held, somebody else's or never was."""
    found = attachments.get_released(public_id)
    if not may_see(current_actor(), found.subject_type, found.subject_id):
        raise NotFound
    return sent(found)


def may_see(actor: Actor, subject_type: str, subject_id: str) -> bool:
    """Whether the subject itself lets this reader see the record's files."""
    where = SUBJECTS.get(subject_type)
    if where is None:
        return False
    module, name = where.split(":")
    try:
        return getattr(import_module(module), name)(actor, subject_id) is True
    except NotFound:
        return False


def sent(attachment: Attachment) -> Response:
    """The file as a response that can do nothing but be looked at (a picture) or be saved (a document)."""
    response = Response(attachment.content, mimetype=MIME[attachment.kind])
    how = "inline" if attachment.kind is FileKind.PICTURE else "attachment"
    name = f"{attachment.subject_type}-{attachment.public_id}.{ENDING[attachment.kind]}"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
