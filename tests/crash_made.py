"""Votes while the server is killed: phones that note a receipt only once they have it, and try again when cut off."""

from __future__ import annotations

import http.cookiejar
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds for the whole; a busy machine is not a fault
HIDDEN = re.compile(r'name="(csrf_token|turn|idempotency_key)" value="([^"]*)"')
RECEIPT = re.compile(r'op-receipt__code">([A-Z0-9]{5}) ([A-Z0-9]{5})<')


class CutOff(ConnectionError):
    """The server went away in the middle."""


class Served:
    """One server process, to be killed and started again."""

    def __init__(self, folder: Path, url: str, *, careless: bool = False) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        more = ["careless"] if careless else []
        self.command = [sys.executable, "-m", "tests.crash_server", str(folder), url, str(self.port), *more]
        self.address = f"http://127.0.0.1:{self.port}"
        self.up, self.kills = threading.Event(), 0

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/vote", timeout=5).read()  # noqa: S310 - our own server
            except OSError:
                time.sleep(0.05)
            else:
                self.up.set()
                return
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """kill -9 for it and its workers."""
        self.up.clear()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        self.kills += 1


class Phone:
    """Somebody with a printed code, who votes until they have a receipt."""

    def __init__(self, served: Served, code: str, pick: str) -> None:
        self.served, self.code, self.pick = served, code, pick
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self.receipts: list[str] = []
        self.form: dict[str, str] = {}

    def vote(self) -> None:
        """From the code to the receipt; each step again when cut off, the last one with the very same form."""
        self._again(self._fill_in)
        self._again(self._cast)

    def _again(self, step: object) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.served.up.wait(PATIENCE)
            try:
                step()  # type: ignore[operator]
            except CutOff:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError("no receipt in time")

    def _fill_in(self) -> None:
        hidden = dict(HIDDEN.findall(self._ask("/vote")))
        page = self._ask("/vote", {"csrf_token": hidden["csrf_token"], "code": self.code})
        self.form = {**dict(HIDDEN.findall(page)), "code": self.code, "picks": self.pick}

    def _cast(self) -> None:
        page = self._ask("/vote/cast", self.form)
        found = RECEIPT.search(page)
        if found is None:
            raise AssertionError(f"no receipt: {re.sub('<[^>]+>', ' ', page)[-900:]}")
        self.receipts.append("".join(found.groups()))

    def _ask(self, path: str, data: dict[str, str] | None = None) -> str:
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.browser.open(f"{self.served.address}{path}", body, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code}") from error
        except OSError as error:
            raise CutOff from error
        except Exception as error:  # http.client's own: a reply cut short
            raise CutOff from error


def vote_and_kill(served: Served, phones: Sequence[Phone], kills: int, seed: int = 7) -> None:
    """Everybody votes, four at a time, while the server is killed so many times at chance moments.

    Afterwards each sends their last form once more: the receipt must be the one they had.
    """
    dice, waiting, faults = random.Random(seed), list(phones), []
    served.start()

    def work() -> None:
        while waiting:
            try:
                waiting.pop().vote()
            except Exception as fault:  # noqa: BLE001 - told by the main thread
                faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    done = len(phones)
    for number in range(kills):
        _until(lambda at=done * number // kills: len(waiting) <= done - at - 1 or not waiting)  # type: ignore[misc]
        time.sleep(dice.uniform(0.0, 0.12))
        served.kill()
        served.start()
    for thread in threads:
        thread.join(PATIENCE)
    if faults:
        raise faults[0]
    for phone in phones:
        phone._again(phone._cast)


def _until(true: object) -> None:
    until = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.005)
