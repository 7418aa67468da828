"""How an award ends in its pages: reports and new terms, money come back, an area or everybody declining."""

from __future__ import annotations

from tests.awards_made import stages
from tests.awards_pages_made import (
    ask,
    award_fixture,  # noqa: F401 - a fixture
    key,
    path_in,
    pay_through,
)
from tests.guards.sent import day


def test_reports_new_terms_and_the_end(sign_in, award):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", "confirmed": "yes", **key(1)})
    mei, carol, farid = sign_in("Mei"), sign_in("Carol"), sign_in("Farid")
    mei.get(f"{award}/change").never_says("Are there conditions?")
    days = {**day("starts_on", "1 2 2027"), **day("ends_on", "1 3 2028"), **day("report_by", "1 3 2028")}
    mei.post(
        f"{award}/change", {**days, "amount": "300", "why": "It needs more time", **key(2)}, follow=True
    ).says("They count once the other side agrees")
    agree = carol.get(award).one("form[action*='/terms/']")["action"]
    carol.post(agree, {"signed_by": "Carol Hughes", **key(3)}, follow=True).says(
        "£300.00", "New terms agreed, version 2"
    )
    ask(mei, award, "200", 4)
    pay_through(sign_in, award, 5)
    report = {
        **day("since", "1 9 2026"), **day("until", "1 10 2026"), "children": "24", "adults": "6", "volunteers": "3",
        "spent": "190", "children_said": "I fixed a brake!", "learned": "Mend before you lend.", "is_last": "yes",
    }  # fmt: skip
    mei.post(f"{award}/report", {**report, "children": "some", **key(7)}, status=200).says(
        "Write a whole number"
    )
    mei.post(f"{award}/report", {**report, **key(8)}, follow=True).says("Last report received")
    carol.post(f"{award}/finish", key(9), status=409).says("Read the last report first")
    read = path_in(carol.get(award), "/reports/")
    carol.get(read).says("I fixed a brake!", "Mend before you lend.", "£190.00 of £300.00 is spent")
    carol.post(f"{read}/read", key(10), follow=True)
    carol.post(f"{award}/finish", key(11), follow=True).says(
        "The award is finished", "What was not needed went back"
    )
    farid.post(f"{award}/give-back", {"amount": "10", "reason": "Not spent", **key(12)}, follow=True).says(
        "£10.00 came back to the pot"
    )
    figures = carol.get(award).one("#award-money table")
    told = [[cell.text.strip() for cell in line.select("th, td")][:2] for line in figures.select("tr")[1:]]
    assert told == [
        ["Paid", "£190.00"], ["Still to pay", "£0.00"], ["Came back", "£110.00"], ["Altogether", "£300.00"],
    ]  # fmt: skip


def test_paid_in_full_is_not_said_of_money_that_came_back(sign_in, award):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", "confirmed": "yes", **key(1)})
    ask(sign_in("Mei"), award, "400", 2)
    pay_through(sign_in, award, 3).says("Paid in full")
    farid = sign_in("Farid")
    farid.post(f"{award}/give-back", {"amount": "15", "reason": "Not spent", **key(5)}, follow=True)
    page = farid.get(award)
    page.says("All of it was paid, and £15.00 of it came back", "Came back", "£385.00")
    page.never_says("Paid in full")
    farid.get("/awards").never_says("Paid in full")


def test_an_area_declines_and_an_award_is_stopped(app, sign_in, work):
    with work():
        made = stages()
    carol, split, changing = sign_in("Carol"), f"/awards/{made['split']}", f"/awards/{made['changing']}"
    area = carol.get(f"{split}/area").select("input[name=area]")[0]["value"]
    carol.post(f"{split}/area", {"area": area, "why": "Its members said no.", **key(1)}, follow=True).says(
        "declined its share", "£95.00"
    )
    carol.post(f"{changing}/stop", {"reason": "Closed", **key(2)}, status=200).says("in a sentence or two")
    carol.post(
        f"{changing}/stop", {"reason": "The group has closed for good, sadly.", **key(3)}, follow=True
    ).says("Stopped before its end")


def test_declining_gives_the_money_back(sign_in, award):
    carol = sign_in("Carol")
    carol.post(f"{award}/decline", {"reason": "", **key(1)}, status=200).says("Say why")
    carol.post(f"{award}/decline", {"reason": "The group has ended", **key(2)}, follow=True).says(
        "The money is back in the pot", "Declined"
    )
