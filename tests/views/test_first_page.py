"""The first page of a listening is light enough for a poor line in a hall."""

from __future__ import annotations

import re

from tests.voice_made import a_listening

MOST = 60_000  # bytes on the line, without fonts
SCRIPTS = re.compile(r'from ?"\./([\w.-]+)"')
PACKED = "gzip"


def asked(client, path, takes=PACKED):
    """(status, headers, bytes on the line) of one file."""
    with client.client.get(path, headers={"Accept-Encoding": takes}) as answer:
        return answer.status_code, answer.headers, answer.get_data()


def test_the_first_page_is_at_most_60_kilobytes_without_fonts(client, work, cast):
    with work():
        code = a_listening(cast).code
    page = client.get(f"/say/{code}")
    sizes = {f"/say/{code}": len(client.response.get_data())}
    waiting = [tag["href"] for tag in page.select("link[rel=stylesheet], link[rel=icon]")]
    waiting += [tag["src"] for tag in page.select("script[src]")]
    assert len(waiting) >= 3
    while waiting:
        path = waiting.pop()
        if path in sizes:
            continue
        status, _, content = asked(client, path)
        assert status == 200, path
        sizes[path] = len(content)
        if path.endswith(".js"):
            plain = asked(client, path, "identity")[2].decode()
            waiting += [f"{path.rpartition('/')[0]}/{name}" for name in SCRIPTS.findall(plain)]
    assert any(path.endswith("govuk-frontend.min.js") for path in sizes), (
        "what a script asks for is counted too"
    )
    assert sum(sizes.values()) <= MOST, sizes


def test_a_browser_that_takes_nothing_packed_gets_it_plain(client, work, cast):
    with work():
        code = a_listening(cast).code
    path = client.get(f"/say/{code}").one("link[rel=stylesheet]")["href"]
    _, plainly, plain = asked(client, path, "identity")
    _, packedly, packed = asked(client, path)
    assert (plainly.get("Content-Encoding"), packedly["Content-Encoding"]) == (None, PACKED)
    assert len(packed) < len(plain) / 3
    assert "Accept-Encoding" in packedly["Vary"]
    assert asked(client, path, "gzip;q=0")[1].get("Content-Encoding") is None
