"""The pages on which a Deal is renewed by both sides, and our side says who answers for its promises."""

from __future__ import annotations

from participation.services import deals
from tests.deals_made import PAIRS, YEAR_SIX, a_class_agreed, lived

SEPTEMBER = {"review_on-day": "1", "review_on-month": "9", "review_on-year": "2027"}
DECEMBER = {**SEPTEMBER, "review_on-month": "12"}
WORDS = "Ask the caretaker first."


def seen(somebody, path) -> dict[str, str]:
    """What the page sends with somebody's answer: the mark of what it shows."""
    return {"seen": somebody.get(path).one("input[name=seen]")["value"]}


def test_each_side_reads_what_is_renewed_and_says_its_own(app, cast, work, sign_in, client):
    with work():
        key = lived(cast)
    at, path = f"/deals/{key}", f"/deals/{key}/renew"
    rhona, grace, carol = (sign_in(name) for name in ("Rhona", "Grace", "Carol"))
    rhona.get(path).says("Its last day is Tuesday 1 June 2027", PAIRS[0].our_text, PAIRS[1].your_text)
    rhona.get(path).says(
        "Head of parks, by Thursday 1 October 2026", "Head of highways, by Monday 1 February 2027"
    )
    teams = [
        option.parent.get_text(strip=True) for option in grace.get("/deals/new").select("input[name=team]")
    ]
    assert teams == ["The whole borough", "Alderbrook South team"], "only those she may choose"
    sign_in("Pia").get(path).says("You support both sides, so you renew it for neither")
    rhona.post(path, {**seen(rhona, path), "learned": WORDS}, status=200).says("Choose a day to come", WORDS)
    page = rhona.post(path, {**seen(rhona, path), **SEPTEMBER, "learned": ""}, status=200)
    page.says("Say what our side learned")
    rhona.post(path, {**seen(rhona, path), **SEPTEMBER, "learned": WORDS}, follow=True).says(
        "The other side is asked", "Our side asks to renew this Deal to Wednesday 1 September 2027"
    )
    read = seen(grace, path)
    carol.post(path, {**seen(carol, path), **DECEMBER, "what": "other", "learned": WORDS})
    for stale in ({"what": "yes"}, {"what": ""}, {"what": "other"}, {"what": "gone"}):
        page = grace.post(path, {**read, **stale}, status=200)
        page.says("changed after you opened this page", "1 December")
        page.never_says("Choose what your side says")
    grace.post(path, {**seen(grace, path), "what": "other"}, status=200).says("Choose a day to come")
    grace.post(path, {**seen(grace, path), "what": "yes"}, follow=True).says("The Deal is renewed.")
    client.get(at).says("Renewed", "Its last day is Wednesday 1 December 2027")
    carol.post(path, {**seen(carol, path), **SEPTEMBER, "review_on-year": "2028", "learned": WORDS})
    grace.post(path, {**seen(grace, path), "what": "no", "why": ""}, follow=True).says(
        "ends after its last day"
    )


def test_a_class_is_asked_by_hands_up(app, cast, work, sign_in):
    with work():
        key = a_class_agreed(cast).public_id
    path = f"/deals/{key}/class/renew"
    pia, bethan = sign_in("Pia"), sign_in("Bethan")
    hands = {"group_name": YEAR_SIX, "hands_yes": "20", "hands_all": "22"}
    pia.post(path, {**seen(pia, path), **hands}, status=200).says("Choose a day to come")
    pia.post(path, {**seen(pia, path), **hands, **SEPTEMBER}, follow=True).says("Our side is asked")
    ours = f"/deals/{key}/renew"
    bethan.get(ours).says("Young people and the community ask to renew it", "20 of 22 hands up to renew it")
    bethan.post(ours, {**seen(bethan, ours), "what": "no", "why": "No"}, status=200).says(
        "Say in a sentence why"
    )
    bethan.post(ours, {**seen(bethan, ours), "what": "yes", "learned": WORDS}, follow=True).says("is renewed")


def test_one_page_says_who_answers_for_every_promise_that_does_not_say_so(app, cast, work, sign_in):
    with work():
        deal = deals.start(cast("Pia"), "Six pairs", "For us", None, with_starting_pairs=True)
        deals.offer(cast("Pia"), deal)
        at = f"/deals/{deal.public_id}"
    rhona, asha = sign_in("Rhona"), sign_in("Asha")
    rhona.get(at).says(
        "Say who answers for our part", "“Help you to be safe”: who answers for it", "Say it for all"
    )
    asha.get(at).says("Our side still has to say who answers for 6 promises of ours")
    asha.get(f"{at}/answer-for").says("Our side says who answers for its own part")
    page = rhona.post(f"{at}/agree", {"seen": rhona.get(at).one("input[name=seen]")["value"]}, status=200)
    page.says("First say it in the words of each pair", "and 3 more")
    page = rhona.post(f"{at}/answer-for", {"our_owner": "", "our_rhythm": ""}, status=200)
    page.says("Say who answers for our part", "Say by when, or how often")
    sent = {"our_owner": "Head of parks", "our_rhythm": "monthly"}
    page = rhona.post(f"{at}/answer-for", sent, follow=True)
    page.says("How often: Every month", "Head of parks")
    page.never_says("who answers for it, and by when")
    rhona.get(f"{at}/answer-for").says("Each of our promises says so already")
