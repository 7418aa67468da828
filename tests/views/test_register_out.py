"""The register taken away: filters that leave what they say, a CSV with the whole record, and a feed."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from app import clock
from app.clock import now
from app.times import local_date
from commissioning.rules.decisions import Outcome
from commissioning.services import decisions_reading
from commissioning.services.decisions import decide
from commissioning.services.decisions_reading import Wanted
from tests.decisions_made import a_case, a_counted_round, verdict
from tests.proposals_made import actor

ATOM = "{http://www.w3.org/2005/Atom}"
PATH = "Helmets & hooks <for> everyone: it reaches the most children."


@pytest.fixture
def two(app, work):
    with work():
        a_counted_round()
        case = a_case()
        first = decide(actor("Noor"), case, verdict(case, reasons=PATH))
    with work(), clock.at(now() + timedelta(days=3)):
        case = a_case("Quiet garden")
        return first, decide(actor("Noor"), case, verdict(case, Outcome.REJECTED))


def found(**wanted):
    return [one.proposal_title for one in decisions_reading.whole_register(Wanted(**wanted))]


def test_each_filter_leaves_what_it_says(two):
    today, later = local_date(now()).isoformat(), local_date(now() + timedelta(days=3)).isoformat()
    assert found() == ["Quiet garden", "Bike library"]
    assert found(words="hooks") == ["Bike library"]
    assert found(words="smaller grant") == ["Quiet garden", "Bike library"]  # what else was thought about
    assert found(words="noor") == ["Quiet garden", "Bike library"]
    assert found(since=later) == ["Quiet garden"]
    assert found(until=today) == ["Bike library"]
    assert found(since=today, until=today) == ["Bike library"]
    assert found(outcome="rejected") == ["Quiet garden"]
    assert found(route=str(two[0].route)) == ["Quiet garden", "Bike library"]
    assert found(route="committee") == [] or str(two[0].route) == "committee"
    assert found(area="nowhere") == []
    assert found(since="2026-02-30", until="soon") == [
        "Quiet garden",
        "Bike library",
    ]  # no day: asks for nothing


def test_the_csv_holds_the_whole_record(two, client):
    rows = list(csv.DictReader(io.StringIO(client.client.get("/decisions.csv").data.decode("utf-8-sig"))))
    assert [row["Number"] for row in rows] == [two[1].number, two[0].number]
    assert rows[1]["Decided by (name)"] == "Noor"
    assert rows[1]["Address"].endswith(f"/decisions/{two[0].number}")
    assert rows[1]["Reasons"] == PATH


def test_the_feed_is_atom_and_holds_what_the_filters_leave(two, client):
    answer = client.client.get("/decisions.atom?outcome=adopted")
    assert answer.content_type.startswith("application/atom+xml")
    feed = ET.fromstring(answer.data)  # noqa: S314 - our own answer
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"{two[0].number}: Bike library"
    assert PATH in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}id").endswith(f"/decisions/{two[0].number}")


def test_an_empty_register_has_a_feed_too(client):
    assert ET.fromstring(client.client.get("/decisions.atom").data).findall(f"{ATOM}entry") == []  # noqa: S314
