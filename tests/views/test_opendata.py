"""Open data for anybody: the page, and each file with a name, of a year that is one."""

from __future__ import annotations

import json

from tests.money_made import a_pot
from tests.opendata_made import a_grant_and_a_contract


def test_anybody_takes_open_data_away(client):
    client.get("/open-data").says("Open data", "No file names a child", "Nothing has been accepted yet")
    for path, what in (("360giving.json", "grant"), ("ocds.json", "contract")):
        client.get(f"/open-data/{path}", 302)
        client.get(client.location).says(f"There is no {what} to tell of yet")
    client.get("/open-data/transparency.csv")
    assert client.response.data.decode("utf-8-sig").startswith("Date awarded,Begins,Ends,Department")
    client.get("/open-data/ocds.json?year=", 302)


def test_each_file_has_a_name_and_the_council_in_it(client, app, work):
    with work():
        a_grant_and_a_contract()
    for path in ("360giving.json", "ocds.json"):
        client.get(f"/open-data/{path}")
        assert client.response.headers["Content-Disposition"] == f'attachment; filename="{path}"'
        assert json.loads(client.response.data)["publisher"]["name"] == "Alderbrook Council"


def test_a_year_nobody_knows_has_no_file(client, app, work):
    with work():
        a_pot({"": 1_00})
        a_pot({}, year="2027/28")  # still being set up
    files = ("360giving.json", "ocds.json", "transparency.csv")
    for file in files:
        client.get(f"/open-data/{file}?year=2026/27", 302 if file.endswith("json") else 200)
        for odd in ("2025/26", "2027/28", "2026", "x", "' OR 1=1", "２０２６/27", "2026/27%20"):
            client.get(f"/open-data/{file}?year={odd}", 404)
