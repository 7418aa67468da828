"""The rules a pot carries: who and where it is for, how much an award may be, who may apply, match, carry-forward.

What can be known about a proposal is checked here; the same rules read as sentences on every page that shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

OLDEST = 120


class Applicants(StrEnum):
    """Who may ask for the money."""

    ANY = "any"
    CONSTITUTED = "constituted"


class CarryRule(StrEnum):
    """What happens to money left at the year's end."""

    ASK = "ask"
    MERGE = "merge"
    RETURN = "return"


APPLICANT_WORDS: dict[Applicants, str] = {
    Applicants.ANY: "Any group may apply. A group without written rules needs a sponsor that holds the money.",
    Applicants.CONSTITUTED: "Only groups with written rules of their own (a constitution) may apply.",
}
CARRY_WORDS: dict[CarryRule, str] = {
    CarryRule.ASK: "What is left at the year’s end is decided on then, and the reason is published.",
    CarryRule.MERGE: "What is left at the year’s end joins next year’s pot of the same name, with the same rules.",
    CarryRule.RETURN: "What is left at the year’s end goes back to the fund.",
}


@dataclass(frozen=True)
class Terms:
    """A pot's rules. Money in pence; None is no limit; `areas` are (id, name), and none means anywhere."""

    least: Pence | None = None
    most: Pence | None = None
    ages_from: int | None = None
    ages_to: int | None = None
    areas: tuple[tuple[int, str], ...] = ()
    applicants: Applicants = Applicants.ANY
    match_percent: int = 0
    carry: CarryRule = CarryRule.ASK

    @property
    def ages(self) -> str:
        """ "ages 8 to 17", "ages 16 and over", "ages up to 5", or nothing."""
        if self.ages_from is None and self.ages_to is None:
            return ""
        if self.ages_to is None:
            return f"ages {self.ages_from} and over"
        return (
            f"ages up to {self.ages_to}"
            if self.ages_from is None
            else f"ages {self.ages_from} to {self.ages_to}"
        )

    @property
    def where(self) -> str:
        """ "Millfield and Northgate Park", or nothing."""
        return join_names([name for _, name in self.areas])

    def for_askers(self) -> str:
        """The rules somebody who asks for money has to know, in a line."""
        limits = [f"At least {self.least}" if self.least else "", f"At most {self.most}" if self.most else ""]
        told = [f"Only for {self.ages}."] if self.ages else []
        told += [f"Only for work in {self.where}."] if self.areas else []
        told += [f"{limit} for one project." for limit in limits if limit]
        told += ["Only for groups with written rules."] if self.applicants is Applicants.CONSTITUTED else []
        return " ".join(told)

    def sentences(self) -> list[str]:
        """The rules as a resident reads them."""
        said = [f"It is only for {self.ages}."] if self.ages else []
        said += [f"It is only for work in {self.where}."] if self.areas else []
        said += [f"One award is at least {self.least}."] if self.least else []
        said += [f"One award is at most {self.most}."] if self.most else []
        said += [match_words(self.match_percent)] if self.match_percent else []
        return [*said, APPLICANT_WORDS[self.applicants], CARRY_WORDS[self.carry]]


@dataclass(frozen=True)
class Asked:
    """What is known about a proposal, when it is asked whether it fits. None is not known yet."""

    title: str
    amount: Pence
    areas: tuple[tuple[int, str], ...] = ()
    is_constituted: bool | None = None
    ages_from: int | None = None
    ages_to: int | None = None


def check_terms(terms: Terms) -> None:
    """Refuse rules that contradict themselves, beside the field that is wrong."""
    if terms.least is not None and terms.most is not None and terms.least > terms.most:
        raise Refusal(
            f"The least one award may be ({terms.least}) is more than the most ({terms.most})",
            field="least_award",
        )
    for age, name in ((terms.ages_from, "ages_from"), (terms.ages_to, "ages_to")):
        if age is not None and not 0 <= age <= OLDEST:
            raise Refusal(f"Write an age from 0 to {OLDEST}", field=name)
    if terms.ages_from is not None and terms.ages_to is not None and terms.ages_from > terms.ages_to:
        raise Refusal("The oldest age cannot be below the youngest", field="ages_to")
    if not 0 <= terms.match_percent <= 100:
        raise Refusal("Write how much needs match as a whole number from 0 to 100", field="match_percent")


def check_least(asked: int, least: int | None) -> None:
    """Refuse (field "amount") an award below the pot's least, in pence; None is no least."""
    if least is not None and asked < least:
        raise Refusal(
            f"This pot gives at least {Pence(least)} to one award, and this asks {Pence(asked)}",
            field="amount",
        )


def why_not(terms: Terms, asked: Asked) -> str | None:
    """The plain reason a proposal does not fit a pot's ring-fence, or None when nothing known stands against it."""
    within = {area_id for area_id, _ in terms.areas}
    outside = [name for area_id, name in asked.areas if area_id not in within]
    if terms.areas and outside:
        return f"“{asked.title}” is for {join_names(outside)}, and this pot is only for work in {terms.where}"
    if _too_young(terms, asked) or _too_old(terms, asked):
        return f"“{asked.title}” is for {_asked_ages(asked)}, and this pot is only for {terms.ages}"
    if terms.applicants is Applicants.CONSTITUTED and asked.is_constituted is False:
        return f"“{asked.title}” is from a group without written rules, and this pot is only for groups that have them"
    return None


def check_fits(terms: Terms, asked: Asked, field: str) -> None:
    """Refuse (beside `field`) a proposal that the pot's ring-fence keeps out."""
    reason = why_not(terms, asked)
    if reason:
        raise Refusal(reason, field=field)


def why_not_all_of_it(terms: Terms, asked: Asked) -> str | None:
    """The plain reason this pot could never award all that a proposal asks, or None when it could."""
    said = f"“{asked.title}” asks {asked.amount}, and this pot gives"
    if terms.most is not None and asked.amount > terms.most:
        return f"{said} at most {terms.most} to one award"
    if terms.least is not None and asked.amount < terms.least:
        return f"{said} at least {terms.least} to one award"
    return why_not(terms, asked)


def check_can_award(terms: Terms, asked: Asked, field: str) -> None:
    """Refuse (beside `field`) a proposal of which this pot could never award all: a vote on it would be for nothing."""
    reason = why_not_all_of_it(terms, asked)
    if reason:
        raise Refusal(reason, field=field)


def check_same(this: Terms, next_: Terms) -> None:
    """Refuse to carry money into a pot whose rules differ: money carried forward keeps its conditions."""
    for name, words in _NAMES.items():
        if getattr(this, name) != getattr(next_, name):
            raise Refusal(
                f"Money carried forward keeps its rules, and next year’s pot differs in {words}. "
                "Make its rules the same first, or hand the money back",
                field="action",
            )


def check_carry(rule: CarryRule, *, onward: bool) -> None:
    """Refuse to do at the year's end what the pot's own rule does not say."""
    if (rule is CarryRule.RETURN and onward) or (rule is CarryRule.MERGE and not onward):
        raise Refusal(
            f"This pot’s rule says otherwise: {CARRY_WORDS[rule]} Change the rule first, and say why",
            field="action",
        )


def match_words(percent: int) -> str:
    """ "Half of the money needs match …"."""
    whole, part = percent == 100, "Half" if percent == 50 else f"{percent}%"
    start = "All of the money needs" if whole else f"{part} of the money needs"
    rest = "" if whole else " The rest needs none."
    return f"{start} match: volunteer hours, rooms or goods worth as much, shown with evidence.{rest}"


def join_names(names: list[str]) -> str:
    """ "Millfield", "Millfield and Quay", "Millfield, Park and Quay"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


_NAMES = {
    "match_percent": "how much of it needs match", "ages_from": "the ages it is for", "ages_to": "the ages it is for",
    "areas": "the places it is for", "least": "the least one award may be", "most": "the most one award may be",
    "applicants": "who may apply",
}  # fmt: skip


def _too_young(terms: Terms, asked: Asked) -> bool:
    return terms.ages_from is not None and asked.ages_from is not None and asked.ages_from < terms.ages_from


def _too_old(terms: Terms, asked: Asked) -> bool:
    return terms.ages_to is not None and asked.ages_to is not None and asked.ages_to > terms.ages_to


def _asked_ages(asked: Asked) -> str:
    return Terms(ages_from=asked.ages_from, ages_to=asked.ages_to).ages
