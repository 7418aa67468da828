"""I and We as it is read: by everybody, by who keeps the pairs, and by whoever answers for one."""

from __future__ import annotations

from participation.rules.ways import Way
from participation.services import pairs
from tests.services.test_pairs import SIDES, after, says
from tests.voice_made import a_listening, decide


def test_from_a_pair_to_what_was_done(client, sign_in, work, cast):
    client.get("/i-and-we").says("No pairs yet")
    pia = sign_in("Pia")
    pia.get("/i-and-we/new").says("Add a pair")
    sent = {"i_words": SIDES[0], "we_words": SIDES[1], "service": SIDES[2], "owner": cast("Rhona").public_id}
    pia.post("/i-and-we/new", {**sent, "we_words": "Workers help."}, status=200).says("Begin with “We”")
    pia.post("/i-and-we/new", sent)
    (pair,) = pairs.asked_now()
    pia.get("/listenings/new").says("I-statements of the council’s own pairs", SIDES[1])
    with work():
        here = a_listening(cast, ways=(Way.STATEMENTS, Way.WRITE), pairs=(pair.public_id,))
        for number in range(5):
            decide(cast, says(here, "no", f"Nobody has time, child {number}"))
    client.get("/i-and-we").says(*SIDES[:2], "Fewer than five people have answered")
    with after(here):
        pia, rhona = sign_in("Pia"), sign_in("Rhona")
        client.get("/i-and-we").says("5 people answered", "Do not agree: 5", "Answer owed", "not so yet")
        rhona.get("/").says("Children say it is not so")
        rhona.get(f"/i-and-we/{pair.public_id}/done").says("What was done about it")
        rhona.post(f"/i-and-we/{pair.public_id}/done", {"words": "Noted"}, status=200).says("not an answer")
        rhona.post(f"/i-and-we/{pair.public_id}/done", {"words": "Each child has one worker from June."})
        client.get("/i-and-we").says("What was done", "Each child has one worker from June.")
        pia.post(f"/i-and-we/{pair.public_id}/retire")
        client.get("/i-and-we").says("not asked any more")
