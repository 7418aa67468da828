"""Four hundred things said, planned before they are lived: who, when, the words, and what the desk decides."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.times import LONDON, local_date
from participation.rules.feedback import Route
from participation.services.feedback import EXAMPLE_TOKEN

HOW_MANY, WAITING = 400, 17
UNREAD = (  # planted too: nobody has read these yet
    ("Somebody waits by the gate and it makes me feel unsafe", "10-12"),
    ("I am hungry at the weekend and I do not like to say", "6-9"),
)
AREAS = ("Harbour & Quay", "Millfield", "Millfield", "Northgate Park", "")
YOUNG, OLDER = ("6-9", "6-9", "6-9", "0-5"), ("10-12", "10-12", "13-15", "13-15", "16-17", "")
NAMES = ("Mrs Okafor", "Mr Pell", "Jayden", "Little Amira", "Coach Dan")
ORDINARY = (
    "An ordinary wish; nothing here says that a child may be at risk.",
    "About the place, not about a person. No concern.",
    "Read twice. Nothing that worries me.",
    "No concern. Useful for whoever runs this.",
)
# Things said that stay with safeguarding. They are planted: no page but the desk may ever show one of them.
CONCERNS: tuple[tuple[str, str, str, str], ...] = (
    ("My stepdad hits me when he is cross and I do not want to go home on Fridays", "10-12", "referred", "FD-24117"),
    ("There is no food on the days before my mum gets paid so I have crisps", "6-9", "referred", "FD-24160"),
    ("An older boy makes me carry things across town and I am scared of him", "13-15", "emergency", "POL-3391"),
    ("I do not want to be here any more and nobody would notice", "13-15", "emergency", "FD-24201"),
    ("I am home alone all night when he goes to work and I do not like the noises", "6-9", "referred", "FD-24222"),
    ("A man at the court asks me for photos of me and says it is a secret", "10-12", "referred", "POL-3420"),
    ("My carer locks me out when I am late, I sat in the stairwell", "13-15", "referred", "LADO-118"),
    ("My dad shouts at me until I hide from him in the bathroom", "6-9", "advice", ""),
    ("Sam from the council promised to help me and then laughed about me", "13-15", "referred", "LADO-121"),
    ("I cut myself when it gets too much and the nurse is never there", "16-17", "referred", "FD-24290"),
    ("My sister is not eating and hides it and I said I would not tell", "10-12", "advice", ""),
    ("I feel unsafe on the stairs at school because they push me down", "10-12", "advice", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One thing said. `decided`: working hours until the desk decides; None leaves it waiting. `name` is taken out."""

    token: str
    at: datetime
    listening: str
    route: Route
    words: str
    more: str = ""
    face: str = ""
    age: str = ""
    area: str = ""
    theme: str = ""
    decided: int | None = 4
    by_joy: bool = False
    outcome: str = "no_concern"
    rationale: str = ORDINARY[0]
    reference: str = ""
    letting: str = "release"
    name: str = ""


def read_toml(file: str) -> dict[str, Any]:
    """A file of the demo's, read."""
    return tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))


def everything_said(
    dice: random.Random, words: dict[str, Any], plans: dict[str, Any], today: datetime
) -> list[Plan]:
    """All of it, no two the same."""
    teller = _Teller(dice, words, today)
    said = [
        teller.about(key, theme, theme["listening"], plans[key]["made"] + 5)
        for key, theme in words["themes"].items()
        for _ in range(theme["many"])
    ]
    said += [teller.concern(*concern, number) for number, concern in enumerate(CONCERNS)]
    while len(said) < HOW_MANY - WAITING:
        said.append(teller.about("", words["loose"], dice.choice(list(words["listenings"])), 3))
    said += [teller.waiting() for _ in range(WAITING - len(UNREAD))]
    said += [teller.unread(words, age) for words, age in UNREAD]
    said = teller.with_names(said)
    known = next(n for n, plan in enumerate(said) if plan.theme == "lights" and plan.route is Route.CHILD)
    said[known] = replace(said[known], token=EXAMPLE_TOKEN)
    return said


class _Teller:
    """Puts sentences together and remembers which have been said."""

    def __init__(self, dice: random.Random, words: dict[str, Any], today: datetime) -> None:
        self.dice, self.words, self.today = dice, words, today
        self.seen: set[str] = set()

    def about(self, theme: str, parts: dict[str, Any], listening: str, latest: int) -> Plan:
        """One thing about one theme (or none), said while the listening was open and before `latest` days ago."""
        open_ = self.words["listenings"][listening]
        voice = self.dice.choices(("young", "older", "parent"), (30, 48, 22))[0]
        ages = {"young": YOUNG, "older": OLDER, "parent": ("", "", "6-9", "10-12")}[voice]
        days = self.dice.randint(max(latest, open_["until"] + 1, 1), open_["from"] - 1)
        return Plan(
            token=f"{self.dice.getrandbits(256):064x}", at=self._moment(days), listening=listening,
            route=Route.PARENT if voice == "parent" else Route.CHILD, words=self._sentence(parts, voice),
            more=self.dice.choice(parts["more"] + [""]) if open_["more"] and parts["more"] else "",
            face="" if voice == "parent" else self.dice.choice("12233344" if theme else "33445555"),
            age=self.dice.choice(ages), area="" if open_.get("area") else self.dice.choice(AREAS), theme=theme,
            decided=self.dice.randint(1, 7), by_joy=self.dice.random() < 0.2, rationale=self.dice.choice(ORDINARY),
        )  # fmt: skip

    def concern(self, words: str, age: str, outcome: str, reference: str, number: int) -> Plan:
        """A planted concern: kept at the desk."""
        return Plan(
            token=f"{self.dice.getrandbits(256):064x}", at=self._moment(12 + 15 * number), listening="anything",
            route=Route.CHILD, words=words, face="1", age=age, decided=1, outcome=outcome, reference=reference,
            rationale="Read at once and talked through with the front door. Recorded in the case system.",
            letting="keep", by_joy="Sam " in words, area=self.dice.choice(AREAS),
        )  # fmt: skip

    def waiting(self) -> Plan:
        """Something said in the last two days that nobody has decided on yet."""
        listening = self.dice.choice(("school_day", "school_day", "anything"))
        parts = self.words["themes"]["toilets"] if listening == "school_day" else self.words["loose"]
        plan = self.about("", parts, listening, 2)
        at = self.today - timedelta(minutes=self.dice.randint(20, 40 * 60))
        return replace(plan, at=at, decided=None)

    def unread(self, words: str, age: str) -> Plan:
        """A planted concern that came in lately."""
        return replace(self.waiting(), words=words, more="", face="1", age=age, route=Route.CHILD)

    def with_names(self, said: list[Plan]) -> list[Plan]:
        """Some say somebody's name, which the desk takes out."""
        released = [
            n for n, plan in enumerate(said) if plan.decided is not None and plan.letting == "release"
        ]
        for n in self.dice.sample(released, 22):
            name = self.dice.choice(NAMES)
            said[n] = replace(
                said[n], words=f"{said[n].words} {name} knows about it.", name=name, letting="release_changed",
                rationale="No concern. A name taken out so that nobody is pointed at.",
            )  # fmt: skip
        return said

    def _sentence(self, parts: dict[str, Any], voice: str) -> str:
        while True:
            start, core = self.dice.choice(self.words["starts"][voice]), self.dice.choice(parts[voice])
            first = f"{start} {core}".strip()
            also = f" And {self.dice.choice(parts[voice])}." if self.dice.random() < 0.3 else ""
            end = self.dice.choice(self.words["ends"][voice])
            text = f"{first[0].upper()}{first[1:]}.{also} {end}".strip()
            if text not in self.seen and core not in also:
                self.seen.add(text)
                return text

    def _moment(self, days_ago: int) -> datetime:
        on = local_date(self.today) - timedelta(days=days_ago)
        return datetime.combine(on, time(self.dice.randint(8, 20), self.dice.randint(0, 59)), tzinfo=LONDON)
