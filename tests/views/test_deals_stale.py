"""Pages of a Deal that went old while somebody wrote: no yes to unread words, and nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest

from app.unit_of_work import unit_of_work
from participation.services import deals
from participation.services.deals import PairWords
from tests.deals_made import PAIRS, a_schools, lived, the
from tests.sweep_place.found import team_row
from tests.views.test_deals import PAIR, seen

NEWER = PairWords("Open on Saturdays", "Bring a friend", "Head of parks", "", date(2027, 1, 1))


@pytest.fixture
def offered(app, cast) -> str:
    with unit_of_work():
        deal = deals.start(cast("Pia"), "The Friday Deal", "For the south", team_row("Alderbrook South team"))
        for words in PAIRS:
            deals.write_pair(cast("Carol"), deal, words)
        deals.offer(cast("Pia"), deal)
    return deal.public_id


def newer(cast, key: str) -> None:
    with unit_of_work():
        deal = the(cast, key, "Carol")
        deals.write_pair(cast("Carol"), deal, NEWER, instead_of=deal.pairs[0].public_id)


def test_a_yes_to_words_that_changed_since_is_not_kept_until_they_are_read(offered, cast, sign_in):
    path, tomos = f"/deals/{offered}", sign_in("Tomos")
    read = seen(tomos, path)
    newer(cast, offered)
    for sent in (read, {}, {"seen": "1"}):
        page = tomos.post(f"{path}/agree", sent, status=200)
        page.says("The words of this Deal changed after you opened this page", "Bring a friend")
    assert not the(cast, offered).agreements
    again = {"seen": page.one("input[name=seen]")["value"]}
    tomos.post(f"{path}/agree", again, follow=True).says("You agreed for your side.")


def test_a_class_is_asked_about_the_words_that_stand(app, cast, sign_in):
    with unit_of_work():
        key = a_schools(cast).public_id
    path, pia = f"/deals/{key}/class/agree", sign_in("Pia")
    hands = {"group_name": "Year 6", "hands_yes": "20", "hands_all": "22", **seen(pia, path)}
    newer(cast, key)
    pia.post(path, hands, status=200).says("changed after you opened this page", "Open on Saturdays")
    assert not the(cast, key).agreements
    pia.post(path, {**hands, **seen(pia, path)}, follow=True).says("The class has agreed.")


def test_what_somebody_wrote_for_a_pair_that_changed_is_kept_beside_what_it_says_now(offered, cast, sign_in):
    asha, first = sign_in("Asha"), the(cast, offered).pairs[0].public_id
    at = f"/deals/{offered}/pair/{first}"
    asha.get(at)
    newer(cast, offered)
    page = asha.post(at, PAIR | {"our_text": "Open it on Sundays"}, status=200)
    page.says("Somebody has changed this pair", "Bring a friend", "Open it on Sundays")
    sent_to = page.one("form:has(textarea)")["action"]
    assert first not in sent_to
    asha.get(at, 302)
    assert asha.location.endswith(sent_to), "the old address leads to the pair as it is"
    asha.post(f"{at}/drop", status=409).says("Somebody changed this pair")
    asha.post(sent_to, PAIR | {"our_text": "Open it on Sundays"})
    assert [pair.our_text for pair in the(cast, offered, "Asha").pairs] == [
        "Open it on Sundays",
        "Mend the lights",
    ]

    page = sign_in("Carol").post(sent_to, PAIR | {"our_text": "Open on Mondays"}, status=200)
    page.says("New words for this pair are being read", "Open on Mondays")
    page.never_says("Open it on Sundays")
    waiting = the(cast, offered, "Asha").pairs[0].public_id
    sign_in("Carol").get(f"/deals/{offered}/pair/{waiting}", 404)
    asha.post(f"/deals/{offered}/pair/{waiting}/drop")
    asha.post(f"/deals/{offered}/pair/{waiting}", PAIR, status=200).says("This pair was taken out")


def test_a_check_in_on_old_words_is_kept_on_the_page_with_the_new_ones(app, cast, sign_in):
    with unit_of_work():
        key = lived(cast)
    old = the(cast, key).pairs[0].public_id
    rhona, said = sign_in("Rhona"), {"progress": "kept", "words": "Open every Friday in May."}
    newer(cast, key)
    with unit_of_work():
        for name in ("Asha", "Rhona"):
            deals.agree(cast(name), the(cast, key))
    for page, sent in (("check-in", said), ("kept", {"kept": "partly", "words": "Some of us did."})):
        shown = rhona.post(f"/deals/{key}/pair/{old}/{page}", sent, status=200)
        shown.says("Somebody changed this pair", sent["words"])
        rhona.post(shown.one("form:has(textarea)")["action"], sent)


def test_a_councillor_changes_no_words(offered, cast, sign_in):
    idris, pair = sign_in("Cllr Idris"), the(cast, offered).pairs[0].public_id
    page = idris.get(f"/deals/{offered}")
    page.never_says("Change the words", "Add a pair")
    at = f"/deals/{offered}/pair"
    for path, status in ((at, 200), (f"{at}/{pair}", 200), (f"{at}/{pair}/drop", 409)):
        idris.post(path, PAIR, status=status).says("A councillor is part of the council")
    assert [one.our_text for one in the(cast, offered).pairs] == [words.our_text for words in PAIRS]
