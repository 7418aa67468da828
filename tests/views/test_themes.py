"""The worker's and the responder's pages, and what everybody reads."""

from __future__ import annotations

import pytest

from participation.rules.responses import AnswerKind, Draft
from participation.rules.themes import Shanarri
from participation.services import responses, themes
from participation.services.released import PAGE
from tests.voice_made import a_listening, a_theme, decide, somebody_says


@pytest.fixture
def said(work, cast):
    with work():
        here = a_listening(cast)
        made = [somebody_says(here, f"It is dark by gate number {n}")[0] for n in range(2)]
        for one in made:
            decide(cast, one)
    return made


def test_a_worker_sets_up_a_listening_with_a_poster(sign_in, at):
    pia = sign_in("Pia")
    new = {
        "title": "The quay", "question": "How is the quay?", "who": ["children", "parents"], "area": "everywhere",
        "opens_on-day": "1", "opens_on-month": "12", "opens_on-year": "2026", "closes_on-day": "31",
        "closes_on-month": "12", "closes_on-year": "2026",
    }  # fmt: skip
    page = pia.post("/listenings/new", {**new, "closes_on-month": "11", "closes_on-day": "30"}, status=200)
    page.says("The last day cannot be before the first day.")
    pia.post("/listenings/new", {**new, "question": "Isn’t the quay too dark?"}, status=200).says(
        "asks for one answer"
    )
    pia.post("/listenings/new", {**new, "about": "For LAC children."}, status=200).says(
        "children in our care"
    )
    pia.post("/listenings/new", new)
    pia.get(pia.location).says(
        "The quay",
        "How is the quay?",
        "Children and young people, parents and carers",
        "Faces with words; Own words, typed",
    )


def test_the_poster_has_a_code_an_address_and_whom_to_ring(work, cast, sign_in):
    with work():
        here = a_listening(cast)
    page = sign_in("Pia").get(f"/listenings/{here.public_id}/poster")
    page.says(here.code.replace("-", " "), f"/say/{here.code}", "999", "0800 1111")
    assert page.select("svg.op-qr__svg path, svg path")


def test_closing_a_listening(work, cast, sign_in):
    with work():
        here = a_listening(cast)
    sign_in("Pia").post(f"/listenings/{here.public_id}/close")
    sign_in("Pia").get(f"/listenings/{here.public_id}").says("Closed")


def test_ticks_on_a_page_that_moved_meanwhile_are_kept_and_what_is_gone_is_said(sign_in, cast, work):
    with work():
        here = a_listening(cast)
        many = [somebody_says(here, f"More swings by gate {n}")[0] for n in range(PAGE + 4)]
        for one in many:
            decide(cast, one)
        theme = themes.make(cast("Pia"), themes.NewTheme("Swings", Shanarri.SAFE))
        themes.add(cast("Pia"), theme, [many[0].public_id, many[1].public_id])
    pia = sign_in("Pia")
    ticked = [many[0].public_id, many[PAGE].public_id, many[PAGE + 3].public_id]  # two of page 2 as it was
    form = {"theme": theme.public_id, "chosen": ticked}
    pia.post("/themes/sort?page=2", form, follow=True).says(
        "2 added", "1 had been put in a theme or taken back meanwhile."
    )
    pia.post("/themes/sort", form, status=200).says("All that you ticked has been put in a theme")
    pia.post("/themes/sort", {**form, "chosen": ["\x00"]}, status=200).says("Choose from the list")


def test_from_words_to_an_answer_everybody_reads(sign_in, said, client, cast, at, work):
    pia, rhona = sign_in("Pia"), sign_in("Rhona")
    pia.post("/themes/new", {"title": "Lights by the gate", "part": "safe", "area": "everywhere"})
    theme = pia.location.partition("theme=")[2]
    pia.post("/themes/sort", {"theme": theme}, status=200).says("Tick at least one thing that was said.")
    pia.post("/themes/sort", {"theme": theme, "chosen": [one.public_id for one in said]})
    pia.get(f"/themes/{theme}").says("What they said (2)", "It is dark by gate number 0")
    rhona.get(f"/answers/packs/{theme}", status=404)
    pia.post(f"/themes/{theme}/send", {}, status=200).says("Choose who can act on this")
    pia.post(f"/themes/{theme}/send", {"responder": cast("Rhona").public_id}, status=200).says(
        "Ask young advisors first"
    )
    pia.post(f"/themes/{theme}/ask")
    asha = sign_in("Asha")
    asha.get("/themes/checks").says("Lights by the gate")
    page = asha.get(f"/themes/checks/{theme}")
    page.says("It is dark by gate number 0")
    page.never_says("10-12", "Millfield Park")
    asha.post(f"/themes/checks/{theme}", {"view": "meant"})
    pia.get(f"/themes/{theme}").says("Young advisors say: that is what we mean")
    pia.post(f"/themes/{theme}/send", {"responder": cast("Rhona").public_id})
    page = rhona.get(f"/answers/packs/{theme}")
    page.says("It is dark by gate number 1", "In their words (2)", "A child · face:", "said on")
    page.never_says("10-12", "Millfield")
    rhona.post(f"/answers/packs/{theme}/acknowledge")
    answer = {
        "kind": "we_did",
        "words": "Noted",
        "child_words": "There are six new lamps.",
        "evidence": "Go and look",
        "influence": "changed",
    }
    rhona.post(f"/answers/packs/{theme}/answer", answer, status=200).says("“Noted” is not an answer.")
    rhona.post(f"/answers/packs/{theme}/answer", {**answer, "words": "Six new lamps were put up."})
    client.get("/answers").says("Lights by the gate", "Six new lamps were put up.", "Some people said")
    client.get("/answers").never_says("was changed on")
    with at("2027-02-03 12:00"), work():
        newer = Draft(AnswerKind.WE_DID, "The six are now ten.", "There are ten lamps.", "Go and look")
        responses.answer(cast("Rhona"), responses.get_pack_for(cast("Rhona"), theme), newer)
    page = client.get("/answers")
    page.says("This answer was changed on Wednesday 3 February 2027", "The six are now ten.")
    earlier = page.one("details").get_text()
    assert "Six new lamps were put up." in earlier
    assert "There are six new lamps." in earlier
    assert "now ten" not in earlier
    client.get("/answers?kind=we_could_not").never_says("Lights by the gate")


def test_taking_out_puts_it_back_with_the_others(work, cast, sign_in, said):
    with work():
        theme = a_theme(cast, *said)
    sign_in("Pia").post(f"/themes/{theme.public_id}/take-out/{said[0].public_id}")
    sign_in("Pia").get("/themes/sort").says("It is dark by gate number 0")


@pytest.mark.parametrize(
    "path", ["/listenings", "/themes", "/themes/sort", "/answers/packs", "/desk", "/desk/decided"]
)
def test_empty_pages_say_what_will_come(sign_in, path):
    who = "Sam" if path.startswith("/desk") else ("Rhona" if path.startswith("/answers") else "Pia")
    sign_in(who).get(path).one(".op-empty")


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "²"])
def test_odd_page_numbers_do_no_harm(client, sign_in, page):
    client.get(f"/answers?page={page}")
    sign_in("Pia").get(f"/themes?page={page}&state=nonsense")
