"""Who was heard and who not, the worker's pages behind it, and a child who says two things about themselves."""

from __future__ import annotations

from datetime import timedelta

from app.clock import now
from participation.rules.reach import Dimension
from participation.rules.themes import Shanarri
from participation.services import feedback, reach, themes
from participation.views.shared_tablet import TOKEN
from tests.voice_made import a_listening, a_theme, decide, somebody_says


def test_everybody_sees_who_was_missed_and_the_plan(work, cast, at, client, sign_in):
    client.get("/heard").says("The first picture comes at the end of this quarter")
    with at("2026-09-01 10:00"), work():
        here = a_listening(cast)
        for age, many in (("10-12", 6), ("6-9", 3)):
            for number in range(many):
                decide(cast, somebody_says(here, f"Swings {age} {number}", age=age)[0])
    with at("2026-10-01 09:00"):
        with work():
            reach.publish_due(now())
        pia = sign_in("Pia")
        figure = {"dimension": "age", "source": "School census", "as_of": "2026-01-01", "as_of-day": "1",
                  "as_of-month": "1", "as_of-year": "2026"}  # fmt: skip
        pia.post("/heard/figures", {**figure, "name": "6 to 9", "number": "3"}, status=200).says("5 or more")
        for name, number in (("6 to 9", 400), ("10 to 12", 400)):
            pia.post("/heard/figures", {**figure, "name": name, "number": str(number)})
        pia.get("/heard/figures").says("School census", "400")
        page = client.get("/heard")
        page.says("Age: 6 to 9", "50 in 100 of those who live here", "There is no plan yet.", "School census")
        young = next(row for row in page.select("tr") if row.get_text(" ").strip().startswith("6 to 9"))
        assert "None yet" in young.get_text(), "three is fewer than five"
        plan = {"dimension": "age", "name": "6 to 9", "words": "Go to the Friday club.", "by_when-day": "1",
                "by_when-month": "9", "by_when-year": "2026"}  # fmt: skip
        pia.get("/heard/plan?of=age&group=6+to+9")
        pia.post("/heard/plan", plan, status=200).says("Give a day to come.")
        pia.post("/heard/plan", {**plan, "by_when-month": "12"})
        client.get("/heard").says("Our plan, by Tuesday 1 December", "Go to the Friday club.")
    sign_in("Carol").get("/heard/figures", status=403)


def test_a_child_may_say_two_things_and_skip_is_as_easy(work, cast, client):
    token = feedback.new_token()
    with work():
        here = a_listening(cast)
        somebody_says(here, "More swings", token=token)
    path = f"/say/{here.code}/about-you"
    client.get(path, status=303)
    with client.client.session_transaction() as kept:
        kept[TOKEN] = token
    client.get(f"/say/{here.code}/card").says("Tell us two things about you")
    client.get(path).says("You can skip this", "Skip this", "0800 1111")
    client.post(path, {"send": "yes", "care": "skip"})
    client.get(path, status=303)
    with work():
        assert reach._counted((now() + timedelta(days=200)).date())[Dimension.SEND] == {"Yes": 1}


def test_the_account_is_kept_and_says_what_is_missing(work, cast, sign_in):
    with work():
        here = a_listening(cast)
        decide(cast, somebody_says(here, "More swings")[0])
    pia, path = sign_in("Pia"), f"/listenings/{here.public_id}/account"
    pia.get(path).says("1 piece is in no theme")
    pia.post(path, {"space": "We went to the park.", "do": "keep"})
    pia.get(path).says("We went to the park.")
    pia.post(path, {"space": "We went to the park.", "do": "finish"}, status=200).says("It is still open.")
    pia.post(f"/listenings/{here.public_id}/asked-again")
    pia.get(path).says("This listening is not finished yet.")


def test_passing_on_a_poster_and_what_is_owed(work, cast, sign_in, client):
    with work():
        here = a_listening(cast)
        said = [somebody_says(here, f"The bus is late {number}")[0] for number in range(2)]
        for one in said:
            decide(cast, one)
        theme = a_theme(cast, said[0], title="Late buses", send=True)
        themes.make(cast("Pia"), themes.NewTheme("Buses that are late", Shanarri.ACTIVE))
    client.get("/answers/owed").says("Late buses", "nobody has said yet that they have it", "Owed")
    rhona, path = sign_in("Rhona"), f"/answers/packs/{theme.public_id}/pass"
    rhona.get(path).says("Children see at once")
    passing = {
        "to": "outside",
        "words": "The buses are theirs to run.",
        "child_words": "The buses are not ours.",
    }
    rhona.post(path, passing, status=200).says("Say who it is that can act on this.")
    rhona.post(path, {**passing, "outside": "Alder Buses"})
    client.get("/answers/owed").says("passed to Alder Buses")
    client.get("/answers").says("Not ours, so passed on to Alder Buses. An answer is still owed.")
    looked = rhona.post(
        f"/answers/packs/{theme.public_id}/answer", {"do": "look", "child_words": "We asked."}, status=200
    )
    looked.says("A child of about 6 can read this.")
    answer = {"kind": "we_could_not", "words": "They have no driver for it.", "child_words": "There is no driver.",
              "influence": "not"}  # fmt: skip
    rhona.post(f"/answers/packs/{theme.public_id}/answer", answer)
    pia = sign_in("Pia")
    page = pia.get(f"/themes/{theme.public_id}")
    page.says("Tell the others where they are")
    client.get(page.one("a[href$=poster]")["href"]).says("You said: Late buses", "There is no driver.")
    pia.post(f"/themes/{theme.public_id}/tell", {"way": "poster", "to_whom": "The bus stop"})
    pia.get(f"/themes/{theme.public_id}").says("A poster where they are: The bus stop")
    pia.get("/themes/suggested").says("For “Buses that are late”?", "Because of the words")
