"""One command: bring the database up to date, load the demo place on first run, serve, and run the jobs."""

from __future__ import annotations

import gc
import os
import socket
import sys
from pathlib import Path

from flask import Flask
from gunicorn.app.base import BaseApplication
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.exc import OperationalError

from app.config import Settings, UnsafeSettings, settings_from
from app.scheduler.timer import Timer

SAFE_FILES = 0o077  # what we write is for this user's eyes only


class CannotStart(RuntimeError):
    """Something is missing; the message says what to do."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings: one process with threads, so that writers queue in one place."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.made, self.settings = app, settings
        self.timer: Timer | None = None
        super().__init__()

    def load_config(self) -> None:
        """No access log: paths there would tell who looked at what."""
        chosen = {
            "bind": f"{self.settings.host}:{self.settings.port}", "workers": 1, "worker_class": "gthread",
            "threads": self.settings.threads, "timeout": 60, "graceful_timeout": 10, "loglevel": "warning",
            "accesslog": None, "control_socket_disable": True, "proc_name": "our-part",
            "post_worker_init": self.begin, "worker_exit": self.end,
        }  # fmt: skip
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app made before the fork; only its connections are the worker's own."""
        return self.made

    def begin(self, worker: object) -> None:
        """The worker answers from now on: start the timer, and tell the person who started us."""
        if self.settings.scheduler:
            self.timer = Timer(self.made)
            self.timer.start()
        print(f"Our Part is at {address(self.settings)} (Ctrl+C stops it)", flush=True)

    def end(self, server: object, worker: object) -> None:
        """The worker stops: hand the lease over."""
        if self.timer is not None:
            self.timer.stop()


def main() -> int:
    """Start; returns the exit status. Whatever is missing is said in one line."""
    os.umask(SAFE_FILES)
    try:
        settings = settings_from()
        refuse_unready(settings)
        app = ready_app(settings)
    except (UnsafeSettings, CannotStart, ValueError) as problem:
        return said(f"{problem}")
    except OperationalError as problem:
        return said(f"the database does not answer ({str(problem.orig).splitlines()[0]})")
    Server(app, settings).run()
    return 0


def said(problem: str) -> int:
    """Say in one line why nothing started; returns the exit status."""
    print(f"Our Part cannot start: {problem}", file=sys.stderr)
    return 1


def refuse_unready(settings: Settings) -> None:
    """Raise CannotStart when the styles are not built or the port is taken."""
    from app.filters import BUILT

    if not (BUILT / "manifest.json").exists():
        raise CannotStart("its styles and scripts are not built yet. Run: make setup")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except (OSError, OverflowError) as error:
            raise CannotStart(
                f"it may not listen on {settings.host}, port {settings.port} "
                f"({getattr(error, 'strerror', None) or error}). Choose another with OUR_PART_PORT"
            ) from error


def ready_app(settings: Settings) -> Flask:
    """The app, with its database migrated and, in demo mode the first time, the demo place in it."""
    from app import create_app, migrating
    from app.db import db

    gc.disable()  # everything made while starting stays: looking through it again and again only costs time
    app = create_app(settings)
    gc.enable()
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_folder(settings)))
    with app.app_context():
        migrating.upgrade_if_behind()
        if settings.is_demo:
            load_demo()
        db.session.remove()
        db.engine.dispose()
    gc.freeze()
    return app


def _folder(settings: Settings) -> Path:
    """Where compiled templates are kept between starts, which makes the first pages after a restart quick."""
    folder = settings.instance_folder / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def load_demo() -> None:
    """Tell the demo's story, unless the database already holds a place. Raises CannotStart after one broken off."""
    from app.demo import load

    try:
        load.load_if_empty(lambda text: print(text, flush=True))
    except load.HalfMade as half:
        raise CannotStart(str(half)) from half


def address(settings: Settings) -> str:
    """Where a browser on this machine finds us."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://{host}:{settings.port}"


if __name__ == "__main__":
    sys.exit(main())
