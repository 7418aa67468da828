"""/healthz: whether the database answers and somebody runs the jobs. Always 200; the words tell."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.access import public
from app.clock import now
from app.db import db
from app.keyed import settings
from app.scheduler import lease
from app.scheduler.running import FAILED, last_runs

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def show() -> ResponseReturnValue:
    """The state of the database and of the scheduler, as JSON. It names no person and no machine."""
    try:
        scheduler = _scheduler()
    except (SQLAlchemyError, TimeoutError):
        db.session.rollback()
        return jsonify(status="needs attention", database="not answering", scheduler={"state": "not known"})
    failing = any(run["outcome"].startswith(FAILED) for run in scheduler["last_runs"].values() if run)
    well = scheduler["state"] != "stopped" and not failing
    return jsonify(status="ok" if well else "needs attention", database="answering", scheduler=scheduler)


def _scheduler() -> dict[str, Any]:
    until = lease.held_until(now())
    state = "running" if until else "stopped" if settings().scheduler else "switched off"
    runs = {
        name: run and {"slot": run.slot, "outcome": _brief(run.outcome)} for name, run in last_runs().items()
    }
    return {"state": state, "lease_ends": until and until.isoformat(), "last_runs": runs}


def _brief(outcome: str) -> str:
    """Details of a failure are for the log, not for everybody."""
    return f"{FAILED}see the log" if outcome.startswith(FAILED) else outcome
