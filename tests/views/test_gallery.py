"""The component gallery: every part renders as a page the inspecting client accepts, and forms keep what was typed."""

from __future__ import annotations

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict

from app.gallery import ERRORS, PAGES
from forms.gallery import GalleryForm


@pytest.mark.parametrize("name", sorted(PAGES))
def test_each_page_of_the_gallery(client, name):
    client.get(f"/gallery/{name}")


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_page_says_what_to_do_and_has_a_way_on(client, name):
    page = client.get(f"/gallery/errors/{name}")
    assert page.select("main a[href]"), "an error page leads nowhere"


def test_the_index_leads_to_every_page(client):
    page = client.get("/gallery/")
    leads = {a["href"] for a in page.select("main a")}
    assert {f"/gallery/{name}" for name in PAGES} <= leads


def test_a_page_that_is_not_there(client):
    client.get("/gallery/nothing", status=404)
    client.get("/gallery/errors/nothing", status=404)


def test_problems_stand_at_the_top_and_beside_their_fields(client):
    page = client.get("/gallery/forms/problems")
    summary = page.one(".govuk-error-summary")
    assert "The pot has £310.00 left" in summary.get_text()
    leads = [a["href"] for a in summary.select("a")]
    assert leads[0] == "#title"
    assert "#starts-day" in leads, "a date's problem leads to the box at fault"
    assert page.one("#amount")["value"] == "lots"
    assert page.one("#need").get_text() == "A place to go\nafter school"


def test_no_button_is_needed_to_be_required_by_the_browser(client):
    page = client.get("/gallery/forms")
    assert not page.select("[required]")
    assert all(form.has_attr("novalidate") for form in page.select("main form"))


def shown(form: GalleryForm, field: str, **arguments: object) -> str:
    """One field as the macro writes it."""
    template = '{% from "components/fields.html" import field %}{{ field(form[name], **arguments) }}'
    return render_template_string(template, form=form, name=field, arguments=arguments)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", 'a "quoted" & <b>', "one\n\n  two", "{{ 7 * 7 }}", "&amp;"]
)
def test_what_was_typed_comes_back_as_typed(app, typed):
    from bs4 import BeautifulSoup

    with app.test_request_context():
        form = GalleryForm(MultiDict({"need": typed, "title": typed}), meta={"csrf": False})
        assert BeautifulSoup(shown(form, "need"), "html5lib").textarea.get_text() == typed
        if "\n" not in typed:
            assert BeautifulSoup(shown(form, "title"), "html5lib").input["value"] == typed


def test_a_box_inside_a_choice_keeps_its_lines(app):
    """GOV.UK's macros indent what they nest; somebody's words must not be indented with it."""
    from bs4 import BeautifulSoup

    with app.test_request_context():
        form = GalleryForm(MultiDict({"need": "one\ntwo"}), meta={"csrf": False})
        nested = render_template_string(
            '{% from "components/fields.html" import field %}'
            '{{ field(form.route, conditional={"officer": field(form.need)}) }}',
            form=form,
        )
    assert BeautifulSoup(nested, "html5lib").textarea.get_text() == "one\ntwo"


def test_an_out_of_date_form_gives_back_words_but_never_a_passphrase(app):
    data = {
        "story": "Eleven of us waited in the rain.",
        "passphrase": "maple river lantern otter",
        "csrf_token": "old-token",
    }
    with app.test_request_context("/somewhere", method="POST", data=data):
        from flask import render_template

        page = render_template("errors/form_out_of_date.html")
    assert "Eleven of us waited in the rain." in page
    assert "maple river" not in page
    assert "old-token" not in page
