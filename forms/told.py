"""How to be told the answer, and whether a drawing or a recording may be shown."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField
from participation.rules.media import SHOWN_WORDS, MediaKind
from participation.rules.told import MEANS_WORDS, Means
from participation.services.told import Offer

SKIP = "skip"


class ToldForm(OurForm):
    """The means, the worker's name when it is a worker, and one question for each thing drawn or spoken."""

    means = ChoiceField(
        "How shall we tell you the answer?", choices=[(str(m), w) for m, w in MEANS_WORDS.items()]
    )
    worker = ChoiceField("Which worker?")
    drawing = ChoiceField(
        "May the people who can change things see your drawing?", choices=list(SHOWN_WORDS.items())
    )
    sound = ChoiceField(
        "May the people who can change things hear what you said?", choices=list(SHOWN_WORDS.items())
    )

    def offering(self, offer: Offer, made: frozenset[MediaKind]) -> ToldForm:
        """The form for one person: only what is there for them."""
        self.means.choices = [
            (str(m), f"On a poster at {offer.group}" if m is Means.POSTER else MEANS_WORDS[m])
            for m in offer.means
        ]
        self.worker.choices = [(user.public_id, user.name) for user in offer.workers]
        for kind in MediaKind:
            if kind not in made:
                del self[str(kind)]
        if not offer.workers:
            del self["worker"]
        return self

    @property
    def shown(self) -> dict[MediaKind, bool]:
        """What was answered about showing, by kind; what was skipped is left out."""
        said = {kind: self._fields[str(kind)].data for kind in MediaKind if str(kind) in self._fields}
        return {kind: answer == "yes" for kind, answer in said.items() if answer}
