"""The page of consent and voices: officers add counts, everybody reads them with care."""

from __future__ import annotations

COUNTS = {
    "service": "Family help, south", "since-day": "1", "since-month": "1", "since-year": "2026", "until-day": "31",
    "until-month": "3", "until-year": "2026", "offered": "60", "accepted": "36", "declined": "24", "withdrawn": "6",
    "fear": "0", "pride": "0", "timing": "0", "safety": "0", "trust": "14", "waits": "10", "other": "0",
    "primary_reviewed": "20", "primary_heard": "8", "secondary_reviewed": "25", "secondary_heard": "22",
    "source": "The service’s own count",
}  # fmt: skip


def test_counts_are_added_once_and_read_with_care(sign_in, client):
    client.get("/measures").says("No service has given counts yet", "not proof that one causes the other")
    carol = sign_in("Carol")
    carol.get("/measures/add").says("Counts only")
    carol.post("/measures/add", {**COUNTS, "withdrawn": "40"}, status=200).says(
        "More withdrew than had said yes."
    )
    carol.post("/measures/add", COUNTS)
    carol.post("/measures/add", {**COUNTS, "service": "Family Help, South"}, status=200).says("already")
    page = client.get("/measures")
    page.says("Family help, south", "60%", "Did not trust who asked: 14", "8 of 20", "40%", "not shown of 25")
    page.never_says("88%")
    sign_in("Grace").get("/measures/add", status=403)
