"""Good answers to the forms of people, signing in, notices and files."""

from __future__ import annotations

from app.demo.people import DEMO_PASSWORD
from tests.guards.sent import Sent, day

_PERSON = {
    "name": "Lou",
    "role": "team_member",
    "team": "=team",
    "area": "",
    "band": "18+",
    "email": "lou@alderbrook.example",
    "username": "",
}
POSTS: dict[str, tuple[Sent, ...]] = {
    "audit.verify": (Sent("Olu"),), "demo.be": (Sent("nobody signed in", lands=404),),
    "people.add": (Sent("Ada", _PERSON, lands=200),), "people.words": (Sent("Ada", lands=200),),
    "people.give_role": (
        Sent("Ada", {"role": "team_member", "team": "=team", "area": "", **day("until", "1 2 2027")}),
    ),
    "people.sign_out": (Sent("Ada"),), "people.end": (Sent("Ada", {"membership": "=membership"}),),
    "people.your_words": (
        Sent("Grace", {"old_words": DEMO_PASSWORD, "new_words": "a-long-enough-password"},
             hidden=frozenset({"old_words", "new_words"})),
    ),
    "notices.read": (Sent("Kwame"),), "notices.read_alike": (Sent("Kwame"),),
    "notices.choose_all": (Sent("Mei", {"every": "daily"}),), "notices.read_all": (Sent("Kwame"),),
    "notices.new_calendar": (Sent("Mei"),), "notices.choose": (Sent("Ada", {"other": "daily"}),),
    "notices.stop": (Sent("nobody signed in", lands=200),), "notices.try_again": (Sent("Ada"),),
    "sign_in.enter": (
        Sent("nobody signed in", {"name": "mei@alderbrook.example", "words": DEMO_PASSWORD, "next": "/pots"},
             hidden=frozenset({"name", "words"})),
    ),
    "sign_in.leave": (Sent("Grace"),),
}  # fmt: skip
