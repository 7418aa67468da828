"""Open data: exact amounts, titles that fit, nothing that looks personal, and nobody's name who must not be named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules import opendata as rules
from governance.rules import opendata_words as words

PERSONAL = [
    "Ring 07700 900123", "Write to sam.lee@mail.example", "At 12 Quay Road, AB1 2CD", "NI AB 12 34 56 C?",
    "Born 03/04/2015", "+44 1632 960 100",
]  # fmt: skip


@given(st.integers(-(10**13), 10**13))
def test_amounts_are_written_exactly(pence):
    text = rules.written({"a": rules.Pounds(pence), "b": ["x", {"c": rules.Pounds(-pence)}]})
    read = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    assert (read["a"] * 100, read["b"][1]["c"] * 100) == (pence, -pence)


@given(st.text(max_size=400))
def test_a_title_fits_and_words_of_anybody_stay_words(title):
    assert len(rules.short_title(title)) <= 140
    assert json.loads(rules.written({"t": title, "a": rules.Pounds(5)})) == {"t": title, "a": 0.05}


def test_a_long_title_is_cut_at_a_word():
    assert rules.short_title("word " * 40) == ("word " * 27).strip() + "…"


@pytest.mark.parametrize("text", PERSONAL)
def test_what_looks_personal_is_withheld(text):
    assert words.WITHHELD in words.cleaned(text, [])
    assert not any(
        digits in words.cleaned(text, []) for digits in ("900123", "@", "2CD", "04/2015", "960", "56 C")
    )


def test_sentences_are_joined_with_one_full_stop_however_they_were_written():
    told = words.sentences(
        "Boats: Small things. . They keep us well..", "From Wellbeing, 2026/27.", " ", "For whom?", "."
    )
    assert told == "Boats: Small things. They keep us well. From Wellbeing, 2026/27. For whom?"
    assert words.sentences("Wait... done", "St. Mary’s 2.5 km") == "Wait. done. St. Mary’s 2.5 km."


def test_ordinary_words_stay():
    text = "Boats for 40 children in 2026/27, £1,234.50, Millfield & Harbour (ages 8-17), 10-12 weeks"
    assert words.cleaned(text, ["Asha", "Tomos"]) == text


def test_a_childs_name_is_withheld_as_a_word_in_any_case_and_never_inside_another():
    said = words.cleaned("ASHA Khan’s boats, asha and Ashaman; Tomos.", ["Asha Khan", "Tomos"])
    assert said == f"{words.WITHHELD}’s boats, {words.WITHHELD} and Ashaman; {words.WITHHELD}."


def one(**changes):
    values = {
        "public_id": "abc", "title": "Boats", "about": "Boats: sailing", "awarded_on": date(2026, 5, 1),
        "signed_at": datetime(2026, 5, 2, 9, tzinfo=UTC), "asked": 500_00, "awarded": 400_00, "paid": 100_00,
        "starts_on": date(2026, 6, 1), "ends_on": date(2027, 6, 1), "purpose": "sailing", "department": "Director",
        "areas": ("Millfield",), "is_contract": False, "is_voluntary": True, "recipient_id": "GB-CHC-1123456",
        "recipient": "Quay Wheels", "register": "GB-CHC", "number": "1123456",
    }  # fmt: skip
    return rules.Given(**{**values, **changes})


BY = rules.Publisher(
    "Alderbrook Council", "GB-LAE-ABC", "360G-Alderbrook", "ocds-ab12cd", "https://a.example/open-data"
)


def test_a_person_is_never_named_and_no_contract_is_among_the_grants():
    found = rules.grants_360(
        [one(recipient="", recipient_id=""), one(is_contract=True)], BY, datetime.now(UTC)
    )
    assert [grant["recipientIndividual"]["name"] for grant in found["grants"]] == ["Individual Recipient"]
    assert "recipientOrganization" not in found["grants"][0]


def test_the_transparency_list_has_voluntary_organisations_grants_however_small():
    listed = rules.transparency_rows([one(awarded=499), one(is_voluntary=False), one(is_contract=True)])
    assert [(row[0], row[4], row[6], row[8]) for row in listed] == [
        ("2026-05-01", "Quay Wheels", "1123456", "4.99")
    ]


def test_money_given_back_goes_the_other_way_and_below_zero_is_no_amount():
    back = rules.Payment("e2", datetime(2026, 7, 1, tzinfo=UTC), -50_00)
    paid = rules.Payment("e1", datetime(2026, 6, 1, tzinfo=UTC), 100_00)
    package = rules.contracts_ocds([one(is_contract=True, payments=(paid, back))], BY, datetime.now(UTC))
    moved = package["releases"][0]["contracts"][0]["implementation"]["transactions"]
    assert [(m["payer"]["name"], m["value"]["amount"].pence) for m in moved] == [
        ("Alderbrook Council", 100_00),
        ("Quay Wheels", 50_00),
    ]
