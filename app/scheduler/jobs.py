"""Every job there is. A job does all that is due at `now`, and nothing twice, so a late start catches up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

MINUTE, HOUR = 60, 3600


class NotBuiltYet(LookupError):
    """The table names a module that is not there."""


@dataclass(frozen=True)
class Job:
    """`path` names a function that takes `now`, flushes, never commits, and may say what it did."""

    path: str
    every: int  # seconds
    does: str
    apart: bool = (
        False  # may be slow and keeps its own transactions: run beside the others, never before them
    )

    def function(self) -> Callable[[datetime], object]:
        """The function itself; raises NotBuiltYet while its module is missing."""
        module, name = self.path.rsplit(".", 1)
        try:
            found: Callable[[datetime], object] = getattr(import_module(module), name)
        except ModuleNotFoundError as missing:
            if missing.name is None or not module.startswith(missing.name):
                raise
            raise NotBuiltYet(self.path) from None
        return found

    def slot(self, now: datetime) -> str:
        """The slot `now` falls in, named by its first instant in UTC ("2026-11-24T18:00:00Z")."""
        start = int(now.timestamp()) // self.every * self.every
        return f"{datetime.fromtimestamp(start, UTC):%Y-%m-%dT%H:%M:%SZ}"


JOBS: dict[str, Job] = {
    "call the safeguarding desk": Job(
        "participation.services.escalation.escalate_due", MINUTE,
        "Calls the deputy, then the duty contact, then everybody, about words that nobody has dealt with in time.",
    ),
    "count closed rounds": Job(
        "commissioning.services.results.count_due", MINUTE, "Counts each round that has closed, once.", apart=True,
    ),
    "remind people to vote": Job(
        "commissioning.services.reminders.remind_due", HOUR,
        "Writes to people on the list who have not voted: when voting opens, and two days before it closes.",
    ),
    "wipe emptied ballot boxes": Job(
        "commissioning.services.boxes.wipe_due", MINUTE,
        "Wipes what files still hold of votes as they came in, where that could not be done at the count.",
    ),
    "draft summaries due": Job(
        "governance.services.summaries.draft_due", MINUTE,
        "Freezes the facts of each body whose summary is due, and drafts both versions from them.",
    ),
    "take back withdrawn words": Job(
        "governance.services.summaries_versions.take_back_due", MINUTE,
        "Makes a new version, without them, of each summary that quotes words which are no longer released.",
    ),
    "make summaries’ files": Job(
        "governance.services.summaries_files.make_due", MINUTE,
        "Makes the PDFs and the Word file of each summary that has been published.", apart=True,
    ),
    "lapse unclaimed awards": Job(
        "commissioning.services.awards.lapse_due", HOUR,
        "Gives back to its pot the money of each award that nobody accepted in time.",
    ),
    "apply partners' changes": Job(
        "commissioning.services.virtual_due.apply_due", HOUR,
        "Changes partners' lines on the day their notice named, and pledges lines into a year's books when it opens.",
    ),
    "keep age bands": Job(
        "participation.services.ages.keep_due", HOUR,
        "Writes down the age band that begins on a birthday, and tells people before one changes what they may do.",
    ),
    "warn of checks that run out": Job(
        "participation.services.vetting.warn_due", HOUR,
        "Writes to adults around young people, and to those who keep the checks, 30 days before one runs out.",
    ),
    "gather notices": Job(
        "app.letters.gathering.gather_due", HOUR,
        "Posts one e-mail in the morning to each person who wants their notices gathered, by the day or the week.",
    ),
    "show who was heard": Job(
        "participation.services.reach.publish_due", HOUR,
        "After each quarter of a year shows anew which groups were heard, in steps of five people or more.",
    ),
    "ask again": Job(
        "participation.services.accounts.remind_due", HOUR,
        "Writes to the worker of each finished listening on the day its people are to be asked again.",
    ),
    "send letters": Job(
        "app.outbox.send_due", MINUTE, "Hands the letters that wait to the mail server, each once.", apart=True
    ),
    "ask how Deals go": Job(
        "participation.services.deals_reminders.ask_due", HOUR,
        "Opens each Deal's check-in on its day and writes to both sides; tells whoever answers for a late part, once.",
    ),
    "keep to the retention schedule": Job(
        "participation.services.retention.run_due", HOUR,
        "Erases what has been kept for its time, unless it is held.",
    ),
    "finish erasures": Job(
        "participation.services.erasure.finish_due", MINUTE,
        "Writes erasures to the file outside the database, and wipes what the database’s files still hold of them.",
    ),
    "tidy up": Job(
        "app.scheduler.tidying.tidy", HOUR,
        "Removes notes on old job runs, on forms answered long ago, and on answers never sent.",
    ),
}  # fmt: skip
