"""The timer: APScheduler in a thread of the web process. It only wakes us; lease and slots decide."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask

from app.clock import now
from app.letters import sending
from app.scheduler import lease
from app.scheduler.running import tick, tick_apart
from app.unit_of_work import unit_of_work

log = logging.getLogger("our_part.scheduler")
WAKES_EVERY = 10  # seconds; a third of the lease, so that one late wake does not lose it


class Timer:
    """Wakes this process to look for work, from `start` to `stop`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.holder = lease.new_holder()
        self._timer: Any = None

    def start(self) -> None:
        """Begin; the first look is at once."""
        from apscheduler.schedulers.background import BackgroundScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        sending.stopping.clear()
        self._timer = BackgroundScheduler(timezone="UTC")
        for wake in (self.wake, self.wake_apart):
            self._timer.add_job(
                wake, "interval", seconds=WAKES_EVERY, next_run_time=now(),
                max_instances=1, coalesce=True, misfire_grace_time=None,
            )  # fmt: skip
        self._timer.start()

    def wake(self) -> None:
        """One turn. Trouble with the database is logged; the next turn tries again."""
        try:
            with self.app.app_context():
                tick(self.holder)
        except Exception:
            log.exception("the scheduler could not look for work")

    def wake_apart(self) -> None:
        """One turn of the jobs that may be slow, in a thread of their own."""
        try:
            with self.app.app_context():
                tick_apart()
        except Exception:
            log.exception("the scheduler could not look for letters to send")

    def stop(self) -> None:
        """Stop after the letter in hand, and give the lease back so that another process need not wait for it."""
        sending.stopping.set()
        self._timer.shutdown(wait=True)
        try:
            with self.app.app_context(), unit_of_work():
                lease.give_back(self.holder, now())
        except Exception:
            log.exception("the scheduler's lease could not be given back; it ends by itself")
