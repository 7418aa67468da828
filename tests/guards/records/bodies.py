"""The records behind the addresses of bodies, their meetings and their summaries."""

from __future__ import annotations

from tests.guards.behind import Behind, at

_SUMMARY = (at("summary"),)
RECORDS: dict[str, tuple[Behind, ...]] = {
    "calendars.mine": (at("calendar_key", name="key"), at("=nobodys", set(), name="key")),
    "calendars.body": (at("body"),), "elections.lift": (at("election"),), "meetings.plan": (at("body"),),
    "meetings.change": (at("to_come"),), "meetings.call_off": (at("to_come"),), "bodies.quorum": (at("body"),),
    "bodies.seats": (at("body"),), "bodies.end_seat": (at("body", person_id="person Rhona"),),
    "bodies_owed.owed": (at("owed"),), "bodies.show": (at("body"),), "bodies.meeting": (at("body"),),
    "bodies_owed.hand_over": (at("owed"),), "bodies.schedule": (at("body"),),
    "summaries.show": (at("published"), at("summary", set())),
    "summaries.for_children": (at("published"), at("summary", set())),
    "summaries.versions": (at("published"), at("summary", set())),
    "summaries.file": (at("published", kind="=pdf"), at("summary", set(), kind="=pdf")),
    "summaries.draft": _SUMMARY, "summaries.introduce": _SUMMARY, "summaries.comment": _SUMMARY,
    "summaries.send_back": _SUMMARY, "summaries.note": _SUMMARY, "summaries.earlier": _SUMMARY,
    **{
        f"summaries_steps.{name}": _SUMMARY
        for name in ("take_up", "send", "check", "send_on", "approve", "present", "minute", "owe", "publish", "track",
                     "archive", "settle")
    },
    "summaries_steps.sign": (at("to_sign"), at("summary", set())),
    "summaries_steps.answer": (at("to_sign", sign_id="sign_off"),),
}  # fmt: skip
