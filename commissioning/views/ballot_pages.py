"""The pages of a ballot, the same whoever votes: with an account, with a printed code or at a shared tablet."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from commissioning.rules.ballot_kinds import pairs_of
from commissioning.services.ballots import Paper
from commissioning.services.box import Named
from forms.ballots import BallotForm
from participation.rules.refusals import Refusal

BALLOTS = {"ballots": "commissioning/ballots/ballot.html", "polling": "commissioning/polling/ballot.html"}
CHECKS = {"ballots": "commissioning/ballots/check.html", "polling": "commissioning/polling/check.html"}


@dataclass(frozen=True)
class Flow:
    """Where the buttons of a ballot lead. `folder`: whose pages these are; `keep`: the name under which this device
    remembers choices until they are cast, empty where it must not; `home`: the address of the ballot, where Back leads
    from the pages after it (they answer a form, and a browser cannot go back to such a page); `place`: what the batch
    of a vote without an account is called; `leave`: where "Leave now" leads.
    """

    check: str
    again: str
    cast: str
    home: str
    keep: str = ""
    folder: str = "ballots"
    links: bool = True
    asks_change_code: bool = False
    place: str = ""
    leave: str = "/leave"

    @property
    def title(self) -> str:
        """What stands before the round's name."""
        return "Change your vote: " if self.asks_change_code else "Vote: "

    @property
    def cast_label(self) -> str:
        """The button that counts."""
        return "Change my vote" if self.asks_change_code else "Cast my vote"

    def spent(self, paper: Paper, form: BallotForm) -> int:
        """What the projects named so far cost together, in pence."""
        costs = {project.proposal_public_id: int(project.cost_pence) for project in paper.projects}
        return sum(costs.get(one, 0) for one in self._named(paper, form))

    def used(self, paper: Paper, form: BallotForm) -> int:
        """How many projects are named so far."""
        return len(self._named(paper, form))

    def given(self, form: BallotForm) -> int:
        """How many points are given out so far."""
        return sum(int(typed) for typed in form.numbers.values() if typed.isascii() and typed.isdigit())

    @staticmethod
    def _named(paper: Paper, form: BallotForm) -> set[str]:
        try:
            return {one for one, number in pairs_of(form.sent(paper.limits.kind)) if number}
        except Refusal:
            return set()


def ballot_page(paper: Paper, form: BallotForm, flow: Flow) -> ResponseReturnValue:
    """The ballot with what was chosen so far."""
    return render_template(BALLOTS[flow.folder], paper=paper, round=paper.round, form=form, flow=flow)


def check_page(paper: Paper, form: BallotForm, flow: Flow, named: list[Named]) -> ResponseReturnValue:
    """The choices read back, before they count."""
    return render_template(
        CHECKS[flow.folder], paper=paper, round=paper.round, form=form, flow=flow, named=named
    )  # fmt: skip
