"""What every answer carries, and what a request may not be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.config import Mode, UnsafeSettings, refuse_if_unsafe, settings_from
from app.security import LARGEST_REQUEST
from tests.conftest import settings_for

SAFE = {
    "OUR_PART_ENV": "production", "OUR_PART_DATABASE_URL": "postgresql+psycopg://db/ourpart",
    "OUR_PART_SECRET_KEY": "kq8vZ1mXr0tLw3yB7cJ5nD9sF2gH4pA6", "OUR_PART_PEPPER": "pE5wR8tY1uI4oP7aS0dF3gH6jK9lZ2xC",
    "OUR_PART_WORDS_KEY": "wQ9eR2tY5uI8oP1aS4dF7gH0jK3lZ6xV",
}  # fmt: skip


def test_a_strict_content_policy_and_nothing_kept(client):
    client.get("/")
    headers = client.response.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_each_answer_has_its_own_nonce(client):
    client.get("/")
    first = client.response.headers["Content-Security-Policy"]
    client.get("/")
    assert client.response.headers["Content-Security-Policy"] != first


def test_the_cookie_is_not_for_scripts_or_other_sites(client):
    client.post("/sign-in", {"name": "asha", "words": "maple river lantern otter"})
    cookie = client.response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_request_too_large_is_refused_with_a_page_that_helps(client):
    page = client.post("/sign-in", {"name": "a" * (LARGEST_REQUEST + 1)}, status=413)
    page.says("too")


def test_a_page_that_is_not_there_helps(client):
    client.get("/no-such-page", 404).says("Get help")


def test_leaving_fast_forgets_everything(sign_in):
    asha = sign_in("Asha")
    asha.get("/leave", 303)
    assert asha.response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    asha.get("/your-words", 302)


def test_production_starts_with_real_secrets():
    assert settings_from(SAFE).mode is Mode.PRODUCTION
    assert settings_from(SAFE).secure_cookies


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"OUR_PART_SECRET_KEY": ""}, "SECRET_KEY"),
        ({"OUR_PART_PEPPER": "short"}, "PEPPER"),
        ({"OUR_PART_WORDS_KEY": "a" * 40}, "WORDS_KEY"),
        ({"OUR_PART_PEPPER": SAFE["OUR_PART_SECRET_KEY"]}, "different"),
        ({"OUR_PART_DATABASE_URL": ""}, "DATABASE_URL"),
        ({"OUR_PART_SECURE_COOKIES": "no"}, "SECURE_COOKIES"),
        ({"OUR_PART_SECURE_COOKIES": "perhaps"}, "yes or no"),
    ],
)
def test_production_refuses_to_start_without_what_keeps_it_safe(changed, why):
    with pytest.raises(UnsafeSettings, match=why):
        settings_from({**SAFE, **changed})


def test_production_never_shows_the_demo(tmp_path):
    with pytest.raises(UnsafeSettings):
        refuse_if_unsafe(replace(settings_for(tmp_path), mode=Mode.PRODUCTION))


def test_secrets_are_not_printed_with_the_settings(tmp_path):
    assert "test-pepper" not in repr(settings_for(tmp_path))
