"""The records behind the addresses of Deals."""

from __future__ import annotations

from tests.guards.behind import Behind, at
from tests.guards.names import DEAL_HELPERS, SOUTH

_DEALS = (at("deal"), at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
_CHANGE_DEAL = (at("young_deal", SOUTH | DEAL_HELPERS), at("deal", SOUTH | DEAL_HELPERS))
_PAIR = (
    at("young_deal", SOUTH | DEAL_HELPERS, pair_id="young_pair"),
    at("young_deal", set(), pair_id="pair"),
)
_LIVED_PAIR = (
    at("deal", SOUTH | DEAL_HELPERS, pair_id="pair"),
    at("school_deal", DEAL_HELPERS | {"Bethan", "Cllr Idris"}, pair_id="school_pair"),
)
_NEW_PAIR = (at("young_deal", SOUTH | DEAL_HELPERS), at("north_deal", {"Erin"} | DEAL_HELPERS))
RECORDS: dict[str, tuple[Behind, ...]] = {
    "deals.show": _DEALS, "deals.poster": _DEALS, "deals.offer": _CHANGE_DEAL, "deals.agree": _CHANGE_DEAL,
    "deals.end": _CHANGE_DEAL, "deals.begin": _CHANGE_DEAL,
    "deals_renewing.renew": _CHANGE_DEAL, "deals_owners.answer_for": _CHANGE_DEAL,
    "deals_class.renew": (at("school_deal", {"Pia", "Bethan"}), at("deal", {"Pia", "Grace"})),
    "deals.pair": (*_PAIR, *_NEW_PAIR), "deals.drop": _PAIR, "deals.versions": _DEALS, "deals_class.show": _DEALS,
    "deals_living.check_in": _LIVED_PAIR, "deals_living.kept": _LIVED_PAIR, "deals_living.thanks": _CHANGE_DEAL,
    "deals_living.ask": (at("deal", SOUTH | DEAL_HELPERS, what="=open"),),
    "deals_living.choose": (at("deal", SOUTH), at("school_deal", set())), "deals_living.heard": _CHANGE_DEAL,
    "deals_living.partner": (at("deal", DEAL_HELPERS, pair_id="pair"), at("deal", set(), pair_id="young_pair")),
    "deals_living.part": (at("deal", asked_id="asked_part"), at("school_deal", set(), asked_id="asked_part")),
    "deals_class.agree": (at("class_deal", {"Pia", "Bethan"}), at("deal", {"Pia", "Grace"})),
    "deals_class.end": (at("school_deal", {"Pia", "Bethan"}), at("deal", {"Pia", "Grace"})),
    "deals_class.choose": (at("school_deal", {"Pia", "Bethan"}), at("deal", {"Pia", "Grace"})),
    "deals_class.faces": (at("school_deal", {"Pia", "Bethan"}, pair_id="school_pair"),
                          at("deal", {"Pia", "Grace"}, pair_id="pair")),
}  # fmt: skip
