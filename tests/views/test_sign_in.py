"""The sign-in pages, seen from a browser."""

from __future__ import annotations

from dataclasses import replace

from app import create_app
from app.config import Mode
from app.demo.people import DEMO_PASSWORD
from tests.conftest import person, settings_for
from tests.inspector import Inspector


def test_it_works(client):
    client.get("/sign-in").says("Sign in", "You do not need to sign in to have your say")
    client.post("/sign-in", {"name": "asha", "words": "maple river lantern otter"})
    assert client.location == "/"
    client.get("/your-words").says("Asha")


def test_a_wrong_password_says_so_beside_the_field_and_keeps_the_name(client):
    page = client.post("/sign-in", {"name": "asha", "words": "wrong"}, status=200)
    page.says("We do not know that name with those words")
    assert page.one("input[name=name]")["value"] == "asha"
    assert not page.one("input[name=words]").get("value")


def test_nobody_is_sent_to_another_site_after_signing_in(client):
    for wanted in (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
    ):
        client.post("/sign-in", {"name": "carol@alderbrook.example", "words": DEMO_PASSWORD, "next": wanted})
        assert client.location == "/"
    client.post(
        "/sign-in", {"name": "carol@alderbrook.example", "words": DEMO_PASSWORD, "next": "/your-words"}
    )
    assert client.location == "/your-words"


def test_signing_out_revokes_the_session_itself(sign_in, client):
    grace = sign_in("Grace")
    with grace.client.session_transaction() as browser:
        kept = dict(browser)
    grace.post("/sign-out", {})
    with client.client.session_transaction() as browser:
        browser.update(kept)
    client.get("/your-words", 302)


def test_a_page_for_signed_in_people_leads_to_the_door_and_back(client):
    client.get("/your-words", 302)
    assert client.location == "/sign-in?next=/your-words"


def test_a_role_someone_does_not_hold_is_refused(sign_in):
    sign_in("Grace").get("/people", 403)


def test_outside_the_demo_nobody_can_be_somebody_else(client):
    client.get("/demo", 404)
    client.post(f"/demo/{person('Sam').public_id}", {}, status=404)


def test_in_the_demo_one_click_is_enough(app, tmp_path):
    demo = create_app(replace(settings_for(tmp_path), mode=Mode.DEMO))
    with demo.app_context():
        client = Inspector(demo)
        client.get("/demo").says("Asha", "Sam", "Nobody here is real")
        client.post(f"/demo/{person('Grace').public_id}", {})
        client.get("/your-words").says("Grace")


def test_a_form_without_its_token_is_refused_kindly(client):
    response = client.client.post("/sign-in", data={"name": "asha", "words": "x"})
    assert response.status_code == 400
    assert "went out of date" in response.get_data(as_text=True)


def test_an_old_form_gives_back_words_and_nothing_the_person_did_not_type(client):
    posted = {"route": "child", "go": "next", "answer": "The swings are broken"}
    page = client.client.post("/say/lamb-hobby/2", data=posted).get_data(as_text=True)
    assert "The swings are broken" in page
    assert ">Route<" not in page
    assert ">Go<" not in page
