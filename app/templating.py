"""Jinja as we use it: every template sees the same globals, so each page is told them once and not name by name."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class OurEnvironment(Environment):
    """Flask's own. Jinja's chain of maps lets a template have globals to itself; none of ours has any.

    A page of ours imports some fifteen templates, and each import compares all globals: a chain of maps does that
    in Python, a dictionary at once.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's globals themselves, unless a template is given some of its own."""
        return super().make_globals(d) if d else self.globals
