"""What partners said of their parts in the words before: they are asked again, and what they said stays to be read."""

from __future__ import annotations

from collections.abc import Iterable

from models.deals_lived import DealPartner
from participation.rules.deals import PROGRESS_WORDS, Part, is_late
from participation.rules.deals_life import Side
from participation.services.deals_beside import Beside
from participation.services.deals_said import ShownEarlier, all_said, words_of
from participation.services.deals_shown_partners import promise
from participation.services.deals_were import Were


def said_before(were: Iterable[Were], beside: Beside) -> list[ShownEarlier]:
    """Each part a partner took in words that were lived and stand no longer, and each of its check-ins there."""
    return [
        said for one in were for partner in beside.partners.get(one.pair.id, ()) if partner.takes
        for said in _said(one, partner, beside)
    ]  # fmt: skip


def _said(were: Were, partner: DealPartner, beside: Beside) -> list[ShownEarlier]:
    name, told = partner.organisation.name, all_said(were.pair, Side.OURS, partner.organisation_id)
    late = is_late(Part(partner.words, by=partner.by, progress=told[0].progress if told else None), were.on)
    missed = "It was late when the words were changed." if late else ""
    return [
        ShownEarlier(
            name, f"{promise(partner)}.", missed, partner.answered_at or partner.asked_at, of_words_before=True,
        ),
        *(
            ShownEarlier(
                name, f"{PROGRESS_WORDS[c.progress]}.", words_of(c, beside), c.at,
                tuple(beside.photos.get(c.public_id, ())), of_words_before=True,
            )
            for c in told
        ),
    ]  # fmt: skip
