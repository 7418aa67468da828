"""The records behind the addresses of awards, what is paid on them and who they are paid to."""

from __future__ import annotations

from tests.guards.behind import Behind, at
from tests.guards.names import SOUTH

_OFFER, _AWARD, _TO_OFFER = (at("offer"),), (at("award"),), (at("to_offer"),)
INSIDE_AWARD = {"Mei", "Dev", "Carol", "Farid", "Noor", "Olu"}
_PAYMENT = (at("award", INSIDE_AWARD, payment_id="payment"), at("offer", set(), payment_id="payment"))
_PAYMENT_STAFF = (at("award", payment_id="payment"), at("offer", set(), payment_id="payment"))
_ORGANISATION = (at("organisation"),)
RECORDS: dict[str, tuple[Behind, ...]] = {
    "awards.show": _AWARD, "awards.ask_accept": _OFFER, "awards.accept": _OFFER, "awards.ask_decline": _OFFER,
    "awards.decline": _OFFER, "awards.ask_area": _OFFER, "awards.decline_share": _OFFER, "awards.finish": _AWARD,
    "awards.ask_stop": _AWARD, "awards.stop": _AWARD, "awards.ask_give_back": _AWARD, "awards.give_back": _AWARD,
    "offers.ask": _TO_OFFER, "offers.make": _TO_OFFER, "offers.ask_change": _AWARD, "offers.propose": _AWARD,
    "offers.agree": (at("changing", terms_id="new_terms"), at("award", set(), terms_id="new_terms")),
    "payments.new": _AWARD, "payments.ask": _AWARD, "payments.show": _PAYMENT, "payments.approve": _PAYMENT_STAFF,
    "payments.release": _PAYMENT_STAFF, "payments.send_back": _PAYMENT_STAFF, "returns.new": _AWARD,
    "returns.send": _AWARD,
    "returns.show": (at("award", INSIDE_AWARD, report_id="report"), at("offer", set(), report_id="report")),
    "returns.read": (at("award", report_id="report"),),
    "delegated.ask": (at("undecided", SOUTH | {"Carol"}), at("spare", set())),
    "delegated.say": (at("undecided", SOUTH | {"Carol"}), at("spare", set())),
    "public_money.ask_checks": _ORGANISATION, "public_money.record_checks": _ORGANISATION,
    "organisations.show": _ORGANISATION, "organisations.edit": _ORGANISATION,
    "organisations.change": _ORGANISATION, "organisations.check_bank": _ORGANISATION,
    "organisations.add_person": _ORGANISATION, "organisations.close": _ORGANISATION,
}  # fmt: skip
