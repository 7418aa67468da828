"""Every template is used, compiles, and (in a whole run, see tests/rendered.py) is rendered by some test."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from tests.rendered import not_rendering, seen, unrendered

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
NAMED = re.compile(r"""["']((?:[a-z_]+/)*[a-z0-9_{}.]+\.(?:html|txt|xml))["']""")


def templates(folder: Path = FOLDER) -> set[str]:
    """Every template's name."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".xml"}
    }


def named_in(files: list[Path]) -> set[str]:
    """Every template name written in those files."""
    return {name for file in files for name in NAMED.findall(file.read_text(encoding="utf-8"))}


def unused(folder: Path = FOLDER) -> list[str]:
    """Templates nothing names. Error pages and pictures are named by a pattern, so their folders count as used."""
    code = [
        p
        for room in ("app", "participation", "commissioning", "governance")
        for p in (ROOT / room).rglob("*.py")
    ]
    named = named_in([*code, *[path for path in folder.rglob("*") if path.is_file()]])
    patterned = ("errors/", "components/pictures/")
    return sorted(name for name in templates(folder) - named if not name.startswith(patterned))


def test_every_template_is_used():
    assert unused() == []


def test_every_template_compiles(app):
    broken = {}
    with not_rendering():
        for name in templates():
            try:
                app.jinja_env.get_template(name)
            except TemplateSyntaxError as error:
                broken[name] = str(error)
    assert broken == {}


def test_a_template_nobody_names_is_noticed(tmp_path):
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "alone.html").write_text("x", encoding="utf-8")
    assert unused(tmp_path) == ["planted/alone.html"]


def test_a_template_that_does_not_compile_is_noticed():
    try:
        Environment().from_string("{% if %}")  # noqa: S701 - nothing is rendered
    except TemplateSyntaxError:
        return
    raise AssertionError("a broken template compiled")


def test_what_a_test_renders_is_noted_and_what_none_does_is_named(client):
    client.get("/")
    assert {"governance/home/front.html", "base.html"} <= seen, "a page and the layout it extends"
    assert unrendered({"base.html", "planted/unseen.html"}, seen) == ["planted/unseen.html"]
