"""The frame: wiring and cross-cutting care. It holds no rule of the domain."""

from __future__ import annotations

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect

from app.config import ROOT, Settings, settings_from


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app. Without settings, reads the environment (see .env.example)."""
    from app import auth, blueprints, cli, errors, filters, navigation, packed, security
    from app.db import db
    from app.transactions import prepare
    from models import everything  # noqa: F401 - every table must be known before the first query

    settings = settings or settings_from()
    app = Flask(
        "our_part",
        root_path=str(ROOT / "app"),
        template_folder=str(ROOT / "templates"),
        static_folder="static",
    )
    app.extensions["our_part_settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": not settings.database_url.startswith("sqlite")},
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    settings.instance_folder.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    tokens = CSRFProtect(app)
    with app.app_context():
        prepare(db.engine)
    app.before_request(_choose_transaction)
    app.teardown_request(_end_transaction)
    auth.init_auth(app, settings)
    security.init_security(app, settings)
    packed.init_packed(app)
    for init in (errors.init_errors, filters.init_filters, navigation.init_navigation, cli.init_cli):
        init(app)
    app.context_processor(lambda: {"place": _place(settings), "demo_mode": settings.is_demo})
    blueprints.register(app, development=settings.gallery)
    opened_by_key(app, tokens)
    return app


def opened_by_key(app: Flask, tokens: CSRFProtect) -> None:
    """Ask no token against forgery where a random key in the address is itself what opens the door.

    A mail program that ends e-mails for somebody (RFC 8058) has no page of ours and no session to forge.
    """
    for view in app.view_functions.values():
        if getattr(view, "opened_by_key", False):
            tokens.exempt(view)


def _choose_transaction() -> None:
    from app.db import db
    from app.transactions import writing

    db.session.rollback()
    g.transaction = writing(request.method not in {"GET", "HEAD", "OPTIONS"})
    g.transaction.__enter__()


def _end_transaction(error: BaseException | None) -> None:
    from app.db import db

    if "transaction" in g:
        db.session.rollback()
        g.pop("transaction").__exit__(None, None, None)


def _place(settings: Settings) -> dict[str, str]:
    return {
        "name": settings.place_name,
        "council": settings.council_name,
        "front_door": settings.front_door_phone,
    }
