"""The watching itself: each thing no page may do is planted once, and noticed."""

from __future__ import annotations

import pytest

from app import clock

PLAIN = '<!doctype html><html lang="en"><title>Planted</title><main><h1>Planted</h1>{}</main>'


@pytest.fixture
def planted(desk, live):
    def show(body, status=200):
        def answer(route):
            route.fulfill(status=status, content_type="text/html", body=PLAIN.format(body))

        desk.context.route(f"{live}/planted", answer)
        desk.goto("/planted")
        desk.wait_for_timeout(200)
        return desk

    return show


@pytest.mark.parametrize(("body", "fault"), [
    ('<img alt="" src="http://elsewhere.example/pixel.png">', "another host was asked: http://elsewhere.example"),
    ('<script src="https://elsewhere.example/x.js"></script>', "another host was asked: https://elsewhere.example"),
    ("<script>console.error('that went wrong')</script>", "console: that went wrong"),
    ("<script>null.nothing</script>", "script error"),
    ("<script>alert('look')</script>", "a alert dialog: look"),
])  # fmt: skip
def test_a_planted_fault_is_noticed(planted, watch, body, fault):
    planted(body)
    with pytest.raises(AssertionError, match=fault):
        watch.check()
    watch.faults.clear()


def test_a_server_error_is_noticed(planted, watch):
    planted("", status=500)
    with pytest.raises(AssertionError, match="500 from"):
        watch.check()
    watch.faults.clear()


def test_a_quiet_page_passes_everything(planted, axe, no_overflow):
    page = planted("<p>Nothing to see.</p>")
    axe(page)
    no_overflow(page)


def test_expecting_asks_that_the_fault_comes(planted, watch):
    with watch.expecting("500"):
        planted("", status=500)
    with pytest.raises(AssertionError, match="nothing said"), watch.expecting("404"):
        pass


def test_axe_notices_a_field_without_a_label(planted, axe):
    page = planted('<input name="lonely">')
    with pytest.raises(AssertionError, match=r"label \(critical\)"):
        axe(page)


def test_overflow_names_what_sticks_out(planted, no_overflow):
    page = planted('<div id="wide" style="width: 2000px">wide</div>')
    with pytest.raises(AssertionError, match='id="wide"'):
        no_overflow(page)


def test_widths_and_screenshots(page, screenshot, monkeypatch):
    monkeypatch.setenv("PICTURES", "met")
    page.set_content(PLAIN.format("<p>Small to large</p>"))
    assert page.evaluate("innerWidth") in {320, 768, 1280}
    assert screenshot(page, "planted").stat().st_size > 0


def test_signing_in_as_somebody(open_page, live):
    grace, nobody = open_page("Grace"), open_page()
    assert [cookie["name"] for cookie in grace.context.cookies()] == ["our-part"]
    assert nobody.context.cookies() == []


def test_the_app_lives_in_the_chosen_moment(app, open_page, at, monkeypatch):
    monkeypatch.setitem(app.view_functions, "health.show", lambda: clock.now().isoformat())
    page = open_page()
    with at("2026-11-24 18:00"):
        page.goto("/healthz")
    assert page.inner_text("body") == "2026-11-24T18:00:00+00:00"
    page.goto("/healthz")
    assert page.inner_text("body") != "2026-11-24T18:00:00+00:00"
