"""Awards at every stage, for tests."""

from __future__ import annotations

from datetime import timedelta

from app.clock import now
from app.times import local_date
from commissioning.rules.pence import Pence
from commissioning.services import awards, decisions, offers_changes, payments, returns
from commissioning.services.returns import Told
from models.awards import Award
from models.payments import PaymentRequest
from models.returns import AwardReturn
from tests.decisions_made import offer_it, terms, verdict
from tests.leeds_made import award_of, case_of, waiting
from tests.proposals_made import actor

WARDS = ("Millfield", "Harbour & Quay")
EACH = 190_00


def asked(award: Award, pence: int, by: str = "Mei") -> PaymentRequest:
    """A payment somebody asked for."""
    return payments.ask(
        actor(by), award, Pence(pence), what="Part of the award", words="Ten bikes came and were mended."
    )


def reported(award: Award, spent: int, *, last: bool = False, by: str = "Mei") -> AwardReturn:
    """A report on the last month."""
    today = local_date(now())
    told = Told(
        today - timedelta(days=30),
        today,
        24,
        6,
        3,
        Pence(spent),
        "Mend before you lend.",
        "I fixed a brake!",
        last,
    )
    return returns.send(actor(by), award, told)


def stages(turn: str = "") -> dict[str, str]:
    """One award to offer, one split over two wards, one reported on, and one whose terms are changing."""
    titles = [f"{name}{turn}" for name in ("Paint day", "Two wards", "All done", "Longer days")]
    waiting(
        dict.fromkeys(titles, EACH), pot=dict.fromkeys(WARDS, 2_000_00), wards=WARDS, name=f"Stages{turn}",
        also=f"Another idea{turn}",
    )  # fmt: skip
    found = []
    for title in titles:
        case = case_of(title)
        found.append(award_of(decisions.decide(actor("Noor"), case, verdict(case))))
    for award in found[1:]:
        offer_it(award)
    for award in found[2:]:
        awards.accept(actor("Mei"), award, signed_by="Mei Lin, Quay Wheels")
    awards.pay(actor("Farid"), found[2], Pence(100_00), reason="To start", key="1")
    returns.read(actor("Carol"), reported(found[2], 100_00, last=True))
    changed = offers_changes.propose_change(
        actor("Carol"), found[3], Pence(150_00), terms(), "It costs less than was planned"
    )
    ids = [award.public_id for award in found]
    named = dict(zip(("to_offer", "split", "reported", "changing"), ids, strict=True))
    return {**named, "new_terms": changed.public_id}
