"""The button that puts an idea forward again, and what its pages say before and after."""

from __future__ import annotations

from commissioning.services import proposals_again, review_assignments
from commissioning.services import proposals_drafts as drafts
from commissioning.services.decisions import decide
from tests.again_made import lost
from tests.decisions_made import a_case, a_counted_round, proposal, verdict
from tests.proposals_made import actor, newest
from tests.services.test_review_assignments import second_officer
from tests.told_made import told

KEY = "a-form-key-of-this-test"


def test_whoever_decides_on_the_first_hears_of_the_second_and_its_people_of_the_decision(sign_in, work):
    with work():
        a_counted_round()
        first = proposal("Film club").public_id
        second = proposals_again.propose_again(actor("Mei"), first).public_id
    noor = sign_in("Noor")
    for page in (noor.get("/decide"), noor.get(f"/decide/{first}")):
        page.never_says("Put forward again", "being put forward again")  # a draft is nobody's to hear of
    with work():
        wren = second_officer()
        sent = drafts.submit(actor("Mei"), second)
        review_assignments.assign(actor("Carol"), sent, wren.public_id)
    tags = noor.get("/decide").select(".op-todo__tag")
    assert [one.get_text(strip=True) for one in tags] == ["Put forward again"]
    noor.get(f"/decide/{first}").one(f'main a[href="/proposals/{second}"]')
    with work():
        case = a_case("Film club")
        decide(actor("Noor"), case, verdict(case, pence=30_000))
    assert "The idea yours began from is approved" in told("Mei")
    assert told("Wren")[-1] == "What you check was approved before"
    page = sign_in("Mei").get(f"/proposals/{first}")
    page.says("This one was approved after that, so both go on")
    page.never_says("This page is kept as it was")


def test_an_idea_that_was_not_chosen_is_put_forward_again_by_its_writers(sign_in, work):
    with work():
        public_id = lost("The shed").public_id
    here, mei = f"/proposals/{public_id}", sign_in("Mei")
    page = mei.get(here)
    page.says("Not chosen", "You can propose it again")
    assert page.one(f'form[action="{here}/again"] button').text.strip() == "Propose it again"
    for name in ("Cllr Idris", "Carol"):
        assert not sign_in(name).get(here).select('form[action$="/again"]')
    sign_in("Cllr Idris").post(f"{here}/again", {"idempotency_key": KEY}, status=404)

    mei = sign_in("Mei")
    page = mei.post(f"{here}/again", {"idempotency_key": KEY}, follow=True)
    page.says(
        "Bike library at the quay", "A second try", "the vote did not choose it then", "A new draft begins"
    )
    page.says("Quotes did not come along")
    page.one(f'main a[href="{here}"]')
    made = newest().public_id
    for key in (KEY, KEY + "-of-another-tab"):
        mei.post(f"{here}/again", {"idempotency_key": key})
        assert mei.location == f"/proposals/{made}/edit"
    mei.get(here)  # what the first press said has been read
    mei.post(f"{here}/again", {"idempotency_key": KEY + "3"}, follow=True).never_says("A new draft begins")
    mei.get(f"/proposals/{made}/edit/photos").says("The shed")
    mei.get(here).says("It is being put forward again", "See how it gets on")
    grace = sign_in("Grace")
    grace.get(here).says("Somebody who wrote this with you has begun a new draft from it")
    grace.post(f"{here}/again", {"idempotency_key": KEY}, status=409).says("They can ask you to join in")
    sign_in("Cllr Idris").get(here).never_says("put forward again")  # nobody else hears of a draft

    with work():
        drafts.submit(actor("Mei"), made)
    carol = sign_in("Carol")
    carol.get(f"/reviews/{made}").one(f'main a[href="{here}"]')
    carol.get(f"/proposals/{made}").says("A second try", "the vote did not choose it then")
    carol.get(here).one(f'main a[href="/proposals/{made}"]')
