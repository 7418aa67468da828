"""Good answers to the forms of awards, what is paid on them and who they are paid to."""

from __future__ import annotations

from commissioning.rules.recipients import RecipientCheck
from tests.guards.sent import Sent, day

_TERMS = {
    **day("starts_on", "1 2 2027"), **day("ends_on", "1 2 2028"), **day("report_by", "1 3 2028"),
    "conditions": "Helmets first.", "instalments-0-what": "At the start", "instalments-0-amount": "190.00",
    **day("instalments-0-due_on", "1 3 2027"),
}  # fmt: skip
_ORGANISATION = {
    "name": "Quay Skippers", "kind": "charity", "scheme": "GB-CHC", "number": "1199999", "is_enterprise": "no",
    "accountable": "",
}  # fmt: skip
POSTS: dict[str, tuple[Sent, ...]] = {
    "awards.accept": (Sent("Mei", {"signed_by": "Mei Lin, Quay Wheels", "confirmed": "yes"}),),
    "awards.decline": (Sent("Mei", {"reason": "The shed fell down."}),),
    "awards.decline_share": (Sent("Carol", {"area": "=area", "why": "Its members said no."}, {"public_id": "split"}),),
    "awards.finish": (Sent("Carol", values={"public_id": "reported"}),),
    "awards.stop": (Sent("Carol", {"reason": "The group has closed and nobody can go on."}),),
    "awards.give_back": (Sent("Farid", {"amount": "5.00", "reason": "Not spent"}, {"public_id": "reported"}),),
    "offers.make": (Sent("Carol", _TERMS | {
        "organisation": "=organisation", "instrument": "contract", "category": "works", "purpose": "Painting",
        "value": "300.00", "checked": ["in_area", "not_begun", "not_party", "quotes"], "why_anyway": "",
        "why_other": "It is the company that the group is registered as.",
    }, hidden=frozenset({"why_anyway"})),),
    "offers.propose": (Sent("Carol", _TERMS | {"amount": "190.00", "why": "It needs more time"}),),
    "offers.agree": (Sent("Dev", {"signed_by": "Dev Patel"}, {"public_id": "changing", "terms_id": "new_terms"}),),
    "payments.ask": (
        Sent("Mei", {"instalment": "part", "amount": "50.00", "words": "Ten bikes came.", "file_words": ""},
             hidden=frozenset({"words", "file_words"})),
    ),
    "payments.approve": (Sent("Carol"),),
    "payments.release": (Sent("Farid", values={"public_id": "award", "payment_id": "approved"}),),
    "payments.send_back": (Sent("Carol", {"why": "Please say which bikes."}),),
    "returns.send": (
        Sent("Mei", {**day("since", "1 9 2026"), **day("until", "1 10 2026"), "children": "24", "adults": "6",
                     "volunteers": "3", "spent": "20.00", "children_said": "I fixed a brake!",
                     "learned": "Mend before you lend.", "is_last": "no"},
             hidden=frozenset({"children_said", "learned"})),
    ),
    "returns.read": (Sent("Carol"),),
    "delegated.say": (
        Sent("Carol", {"member": "=person Cllr Idris", "view": "object", "words": "The park group was promised it."}),
    ),
    "delegated.agree": (
        Sent("Kwame", {"team": "=team", **day("agreed_on", "20 5 2026"), **day("ends_on", "20 5 2027"),
                       "minute": "14"}),
    ),
    "public_money.add_threshold": (
        Sent("Farid", {"rule": "works", **day("starts_on", "1 1 2028"), "amount": "5000000.00", "source": "A notice"}),
    ),
    "public_money.record_checks": (Sent("Carol", {
        f"{part}_{check}": answer
        for check in RecipientCheck for part, answer in (("found", "yes"), ("note", "Seen today"))
    }),),
    "organisations.add": (Sent("Carol", _ORGANISATION),), "organisations.change": (Sent("Carol", _ORGANISATION),),
    "organisations.check_bank": (Sent("Farid", {"how": "A statement was seen."}),),
    "organisations.add_person": (
        Sent("Carol", {"signs_in_as": "dev@alderbrook.example"}, hidden=frozenset({"signs_in_as"})),
    ),
    "organisations.close": (Sent("Carol", day("ends_on", "1 3 2030")),),
}  # fmt: skip
