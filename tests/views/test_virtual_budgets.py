"""Virtual budgets' pages: from a proposal to a shortfall, what a resident sees, and lines that are nobody else's."""

from __future__ import annotations

import pytest

from app.demo.people import COUNCIL, HEALTH
from tests.virtual_made import (
    YEARS,
    a_pot_for_it,
    a_shortfall,
    line_of,
    organisation,
    pledge,
    proposed,
    started,
)


def day(name, text):
    return {
        f"{name}-{part}": typed for part, typed in zip(("day", "month", "year"), text.split(), strict=True)
    }


def pledged(**changes):
    return {
        "how": "sums", "year_0": "100.00", "year_1": "200.00", "year_2": "300.50", "owner": "Finance director",
        "reporter": "The trust", "cost_here": "Two nurses", "benefits": "Schools", **changes,
    }  # fmt: skip


def test_from_a_proposal_to_the_books(work, at, sign_in, client):
    with at("2026-11-25 10:00"):
        with work():
            pot = a_pot_for_it()
        farid, carol, una = sign_in("Farid"), sign_in("Carol"), sign_in("Una")
        new = {"name": "Warm homes", "outcome": "No child is cold", "first_year": YEARS[0], "how_many": "3",
               "notice_days": "30", "pot": pot.public_id}  # fmt: skip
        farid.post("/virtual-budgets/new", {**new, "how_many": "11"}, status=200).says("from 1 to 10")
        farid.post("/virtual-budgets/new", new)
        where = farid.location.removesuffix("/ask")
        for partner in (COUNCIL, HEALTH):
            farid.post(f"{where}/ask", {"organisation": organisation(partner).public_id, "signs_in_as": ""})
        client.get(where, status=404)
        page = una.get(where)
        page.says("Partners are asked what they pledge.", "Not pledged yet")
        [mine] = [a["href"] for a in page.select("a") if a.get_text() == "Pledge"]
        una.post(mine, pledged(how="percent", base="1,000,000.33", percent="nine"), status=200).says(
            "like 2 or 2.5"
        )
        una.post(mine, pledged(how="percent", base="1,000,000.33", percent="2.5"))
        una.get(where).says("2.5 % of £1,000,000.33 a year", "£25,000.01", "£75,000.03")
        [theirs] = [a["href"] for a in farid.get(where).select("a") if a.get_text() == "Pledge"]
        una.post(theirs, pledged(), status=404)
        farid.post(theirs, pledged())
        carol.post(f"{where}/agree")
        carol.post(f"{where}/start")
        page = client.get(where)
        page.says("Under way.", "Altogether", "£25,100.01", "£75,600.53", "Two nurses", "Schools")
        page.never_says("Change your line", "Write the next review")
        client.get("/virtual-budgets").says(
            "Warm homes", "2 organisations", "£75,600.53 pledged over 3 years"
        )
        farid.get(f"/pots/{pot.public_id}").says("Pledged by a partner")


def test_a_cut_below_what_is_promised_is_refused_and_then_owned(work, at, sign_in, client):
    with at("2026-09-25 10:00"):
        with work():
            budget = started(notice_days=0)
            a_shortfall(budget, promised=6_000_00, wanted=7_000_00)
        una, where = sign_in("Una"), f"/virtual-budgets/{budget.public_id}"
        change = f"{where}/lines/{line_of(budget).public_id}/change"
        cut = {
            "year": YEARS[0],
            "amount": "4,000",
            "reason": "A grant ended",
            **day("from_day", "25 9 2026"),
        }
        page = una.post(change, cut, status=200)
        page.says(
            "£6,000.00 of this is promised or paid already", "makes good the other £2,000.00", "A grant ended"
        )
        una.post(change, {**cut, "shortfall_owner": "Our finance director"})
        client.get(where).says("£2,000.00 is not covered in 2026/27", "Our finance director makes it good")
        [link] = [
            a["href"]
            for a in una.get(where).select("a")
            if a.get_text().startswith("Say how it was made good")
        ]
        una.post(link, {"how": ""}, status=200).says("Say how it was made good")
        una.post(link, {"how": "Paid from reserves"})
        page = client.get(where)
        page.says("Shortfalls made good", "Paid from reserves")
        page.never_says("is not covered")


def test_notice_is_marked_beside_the_sum_it_changes(work, at, sign_in, client):
    with at("2026-09-25 10:00"):
        with work():
            budget = started(notice_days=30)
        una, where = sign_in("Una"), f"/virtual-budgets/{budget.public_id}"
        change = f"{where}/lines/{line_of(budget).public_id}/change"
        cut = {"year": YEARS[1], "amount": "7,000", "reason": "A grant ended", **day("from_day", "1 4 2027")}
        client.get(where).never_says("as it stands until")
        page = una.post(change, {**cut, "reason": "n/a"}, status=200)
        page.says("Say why in words, with at least 10 letters")
        una.post(change, cut)
        page = client.get(where)
        page.says(
            "pledged over 3 years, as it stands until Thursday 1 April 2027", "£57,000.00 once what notice"
        )
        rows = page.find(string="Pledged, by year and organisation").find_parent("table").select("tbody tr")
        marked = [[cell.get_text() for cell in row.select(".op-then")] for row in rows]
        assert marked == [[], ["£7,000.00 from 1 Apr 2027", "£17,000.00 from 1 Apr 2027"], []]
        assert "£10,000.00" in rows[1].get_text()
        client.get("/virtual-budgets").says(
            "£60,000.00 pledged over 3 years, as it stands until Thursday 1 April 2027"
        )
    with at("2026-10-01 10:00"):
        una = sign_in("Una")
        page = una.post(change, {**cut, "year": YEARS[0]}, status=200)
        page.says("More than half of 2026/27 is over")


@pytest.mark.parametrize("who", ["Farid", "Carol"])
def test_somebody_elses_line_is_not_found(work, sign_in, who):
    with work():
        budget = proposed()
        pledge(budget)
    where = f"/virtual-budgets/{budget.public_id}/lines/{line_of(budget).public_id}"
    for page in ("pledge", "change"):
        sign_in(who).get(f"{where}/{page}", status=404)
        sign_in(who).post(f"{where}/{page}", pledged(), status=404)
    sign_in("Grace").get(f"{where}/pledge", status=403)


def test_no_data_is_never_green(work, at, sign_in, client):
    with at("2026-11-25 10:00"), work():
        budget = started()
    where = f"/virtual-budgets/{budget.public_id}"
    with at("2028-03-01 10:00"):
        carol = sign_in("Carol")
        carol.get(f"{where}/review").says("The review after 2 years", "“no data” is never good news")
        carol.post(f"{where}/review", {"sign_0": "no_data", "words": "Nobody counted."})
        page = client.get(where)
        page.says("Nobody counted.", "No data")
        assert "op-tag--good" not in str(page.find(string="No data").find_parent("span"))
        carol.post(f"{where}/follow", {"action": "renewed"}, status=200).says("nobody can say that it works")
        carol.post(f"{where}/follow", {"action": "ended"})
        client.get(where).says("Ended.", "End it.")
