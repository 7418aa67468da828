"""Signing in."""

from __future__ import annotations

from wtforms import PasswordField, StringField

from forms.base import OurForm
from forms.checks import Needed


class SignInForm(OurForm):
    """One form for everyone: an e-mail address and password, or a user name and four words."""

    name = StringField(
        "Your e-mail address or user name",
        [Needed("Type your e-mail address or user name")],
        render_kw={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"},
    )
    words = PasswordField(
        "Your password, or your four words",
        [Needed("Type your password, or your four words")],
        description="Young advisors: the four short words from your card, with spaces between.",
        render_kw={"autocomplete": "current-password"},
    )
