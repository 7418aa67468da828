"""`python run.py`: one command that migrates, serves and runs the jobs; what is missing is said in one line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.config import ROOT
from app.filters import BUILT

WAIT = 60
built = pytest.mark.skipif(
    not (BUILT / "manifest.json").exists(), reason="the styles are not built (make setup)"
)


@contextmanager
def running(instance: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "run.py"], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=_environment(instance, port) | more, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        if process.stdout:
            process.stdout.close()


def _environment(instance: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OUR_PART_")}
    return kept | {"OUR_PART_INSTANCE": str(instance), "OUR_PART_PORT": str(port)}


def healthz(port: int) -> dict[str, object]:
    """Wait for /healthz to tell that the scheduler has taken its lease."""
    until = time.monotonic() + WAIT
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                said = json.load(answer)
            if said["scheduler"]["state"] == "running" or time.monotonic() > until:
                return said
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
        time.sleep(0.1)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def instance(migrated: Path, tmp_path: Path) -> Path:
    """A folder with a database that has the cast in it already, as on a second start."""
    shutil.copy(migrated, tmp_path / "our-part.sqlite3")
    return tmp_path


@built
def test_it_serves_runs_the_jobs_and_stops_tidily(instance, port):
    with running(instance, port) as server:
        said = healthz(port)
        assert (said["status"], said["database"]) == ("ok", "answering")
        os.kill(server.pid, signal.SIGTERM)
        printed, _ = server.communicate(timeout=20)
    assert printed.splitlines()[0] == f"Our Part is at http://127.0.0.1:{port} (Ctrl+C stops it)"
    assert "Traceback" not in printed
    assert server.returncode == 0
    with running(instance, port, OUR_PART_SCHEDULER="no"):
        pass


@built
def test_a_taken_port_is_said_in_one_line(instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with running(instance, number) as server:
            printed, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 1
    assert printed.startswith("Our Part cannot start: it may not listen on 127.0.0.1")
    assert len(printed.splitlines()) == 1


@built
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"OUR_PART_PORT": "99999"}, "Choose another with OUR_PART_PORT"),
        ({"OUR_PART_HOST": "no.such.host.invalid"}, "it may not listen on no.such.host.invalid"),
        (
            {"OUR_PART_DATABASE_URL": "sqlite:////proc/nowhere/our-part.sqlite3"},
            "the database does not answer",
        ),
    ],
)
def test_what_cannot_work_is_said_in_one_line(instance, port, settings, says):
    with running(instance, port, **settings) as server:
        printed, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 1
    assert says in printed
    assert len(printed.splitlines()) == 1


def test_production_without_secrets_is_refused_in_one_line(instance, port):
    with running(instance, port, OUR_PART_ENV="production") as server:
        printed, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 1
    assert "must each be a random text" in printed
    assert len(printed.splitlines()) == 1


def test_styles_not_built_are_said_in_one_line(monkeypatch, tmp_path):
    import run
    from app.config import Settings

    monkeypatch.setattr("app.filters.BUILT", tmp_path)
    with pytest.raises(run.CannotStart, match="Run: make setup"):
        run.refuse_unready(Settings())
