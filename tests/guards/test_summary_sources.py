"""No subject can be left out of the account: every module of facts is in the list the summaries are made from."""

from __future__ import annotations

from importlib import import_module
from inspect import signature

import pytest

from app.config import ROOT
from app.scheduler.jobs import JOBS
from governance.services.sources import PROVIDERS

WRITTEN = {
    f"{room}.services.{file.stem}"
    for room in ("participation", "commissioning")
    for file in (ROOT / room / "services").glob("*_facts.py")
}


def missing(written: set[str], listed: tuple[str, ...]) -> set[str]:
    return written - set(listed)


def test_every_module_of_facts_is_listed():
    assert WRITTEN
    assert missing(WRITTEN, PROVIDERS) == set()


def test_a_module_left_out_would_be_noticed():
    assert missing(WRITTEN | {"commissioning.services.forgotten_facts"}, PROVIDERS)


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_each_module_tells_facts_for_a_team_and_a_period(name):
    told = import_module(name).summary_facts
    assert list(signature(told).parameters) == ["team_id", "since", "until"]


@pytest.mark.parametrize("name", JOBS)
def test_each_job_names_a_function_that_is_there(name):
    assert callable(JOBS[name].function())
