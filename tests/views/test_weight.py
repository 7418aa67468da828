"""A child's first page is light enough for a poor line in a hall, and works with the first thing that arrives."""

from __future__ import annotations

import re

from tests.voice_made import a_listening

MOST, FIRST_TRIP = 60_000, 14_000  # bytes; the second is what a server may send before it hears back
LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"]+)"')
PACKED = {"Accept-Encoding": "gzip"}


def test_the_first_page_of_a_listening_is_at_most_60_kb_and_works_from_one_trip(app, work, cast):
    with work():
        code = a_listening(cast).code
    browser = app.test_client()
    page = browser.get(f"/say/{code}", headers=PACKED)
    html = page.get_data(as_text=True)
    files = {path: browser.get(path, headers=PACKED) for path in LOADED.findall(html)}
    assert files, "nothing was looked for"
    assert {path: answer.status_code for path, answer in files.items() if answer.status_code != 200} == {}
    assert len(page.data) + sum(len(answer.data) for answer in files.values()) <= MOST
    assert len(page.data) <= FIRST_TRIP
    assert "<form" in html
    assert "<button" in html, "it can be answered before a script or a style is there"
