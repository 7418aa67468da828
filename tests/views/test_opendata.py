"""Open data for anybody: the page, and each file with a name, of a year that is one."""

from __future__ import annotations

import json


def test_anybody_takes_open_data_away(client):
    client.get("/open-data").says("Open data", "No file names a child", "Nothing has been accepted yet")
    for path in ("360giving.json", "ocds.json"):
        client.get(f"/open-data/{path}")
        assert client.response.headers["Content-Disposition"] == f'attachment; filename="{path}"'
        assert json.loads(client.response.data)["publisher"]["name"] == "Alderbrook Council"
    client.get("/open-data/transparency.csv")
    assert client.response.data.decode("utf-8-sig").startswith("Date awarded,Begins,Ends,Department")
    for odd in ("2026/27", "2026", "x", "' OR 1=1", "２０２６/27"):
        client.get(f"/open-data/ocds.json?year={odd}")
