"""The reading of `recount.py`: the texts of a bundle as values, each of the shape it must have, or one plain sentence
that says what is wrong with it. A bundle carries it inside that one script.
"""

from __future__ import annotations

import csv
import json
import re
from typing import Any

Ballot = tuple[tuple[str, int], ...]  # project ids with points; one point each where people tick projects
Parts = dict[str, list[dict[str, str]]]
SAID = {int: "a whole number", str: "text", list: "a list", dict: "a table", bool: "true or false"}

RULES: dict[str, type] = {
    "rule": str, "completion": str, "increment": int, "kind": str, "most_picks": int, "withdrawn": list,
    "chambers": dict, "budget": int, "threshold": int, "exclusions": list, "quorum": int, "electorate": int,
    "tie_seed": str, "tie_order": list,
}  # fmt: skip
OUTCOME: dict[str, type] = {
    "budget": int, "threshold": int, "exclusions": list, "quorum": int, "electorate": int, "tie_seed": str,
    "tie_order": list, "voters": int, "kind": str, "receipts": list, "fingerprint": str, "chosen": dict,
    "other": dict, "further": list, "chambers": list,
}  # fmt: skip
TOLD: dict[str, type] = {
    "rule": str, "completion": str, "winners": list, "spent": int, "left": int, "projects": list,
}  # fmt: skip
PROJECT: dict[str, type] = {"id": str, "title": str, "cost": int, "won": bool, "votes": int, "score": int}
CHAMBER: dict[str, type] = {"key": str, "name": str, "fingerprint": str}
COLUMNS = {
    "META": ("key", "value"), "PROJECTS": ("project_id", "cost", "name", "selected"), "VOTES": ("voter_id", "vote"),
}  # fmt: skip
META = ("budget", "num_votes", "vote_type")


class Unreadable(Exception):
    """The bundle is not whole."""


def need(holds: object, words: str) -> None:
    """Stop with these words unless something is as it must be."""
    if not holds:
        raise Unreadable(words)


def has(where: str, value: Any, shape: dict[str, type]) -> None:
    """Stop unless `value` is a table with these entries, each of its type."""
    need(isinstance(value, dict), f"{where} is not a table")
    for name, kind in shape.items():
        need(name in value, f"{where} has no {json.dumps(name)}")
        right = isinstance(value[name], kind) and (kind is bool or not isinstance(value[name], bool))
        need(right, f"{json.dumps(name)} in {where} is not {SAID[kind]}")


def texts_in(where: str, value: Any) -> None:
    """Stop unless `value` is a list of texts."""
    need(
        isinstance(value, list) and all(isinstance(one, str) for one in value),
        f"{where} is not a list of texts",
    )


def table(name: str, text: str) -> dict[str, Any]:
    """A .json file of the bundle."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(f"{name} is cut off or is not JSON") from None
    need(isinstance(found, dict), f"{name} is not a table")
    return found  # type: ignore[no-any-return]


def read_rules(text: str) -> dict[str, Any]:
    """rules.json, as it must be."""
    rules, where = table("rules.json", text), "rules.json"
    has(where, rules, RULES)
    need(
        rules["increment"] > 0, "the step in rules.json is not more than nothing, so a count would never end"
    )
    for name in ("withdrawn", "tie_order"):
        texts_in(f'"{name}" in {where}', rules[name])
    need(
        all(isinstance(pair, list) and len(pair) == 2 for pair in rules["exclusions"]),
        '"exclusions" in rules.json are not pairs',
    )
    for pair in rules["exclusions"]:
        texts_in(f'a pair of "exclusions" in {where}', pair)
    for key, numbers in rules["chambers"].items():
        texts_in(f"the chamber {json.dumps(key)} in {where}", numbers)
    return rules


def read_outcome(text: str) -> dict[str, Any]:
    """outcome.json, as it must be."""
    outcome, where = table("outcome.json", text), "outcome.json"
    has(where, outcome, OUTCOME)
    for name in ("receipts", "tie_order"):
        texts_in(f'"{name}" in {where}', outcome[name])
    for told in (outcome["chosen"], outcome["other"], *outcome["further"]):
        read_told(f"a count in {where}", told)
    for told in outcome["chambers"]:
        has(f"a chamber in {where}", told, {"few": bool})
        if not told["few"]:
            has(f"a chamber in {where}", told, CHAMBER)
            read_told(f"the count of a chamber in {where}", told)
    return outcome


def read_told(where: str, told: Any) -> None:
    """One count as it was published, as it must be."""
    has(where, told, TOLD)
    texts_in(f'"winners" in {where}', told["winners"])
    for one in told["projects"]:
        has(f"a project in {where}", one, PROJECT)


def sections(text: str) -> Parts:
    """The rows of each part of a .pb file, by their column names."""
    found: Parts = {}
    heads: list[str] = []
    name = ""
    for row in csv.reader(text.split("\n"), delimiter=";"):
        if len(row) == 1 and row[0] in COLUMNS:
            name, heads = row[0], []
            found[name] = []
        elif not name:
            need(not row, "ballots.pb does not begin with META")
        elif not heads:
            heads = row
            for column in COLUMNS[name]:
                need(column in heads, f"the part {name} of ballots.pb has no column {column}")
        elif row:
            need(len(row) == len(heads), f"a line of the part {name} of ballots.pb is cut off or too long")
            found[name].append(dict(zip(heads, row, strict=True)))
    for part in COLUMNS:
        need(part in found, f"ballots.pb has no part {part}")
    known = {row["key"] for row in found["META"]}
    for key in META:
        need(key in known, f"ballots.pb does not say {key}")
    return found


def points_of(row: dict[str, str]) -> Ballot:
    """One row of VOTES as ids with points, sorted."""
    chosen = row["vote"].split(",") if row["vote"] else []
    points = row["points"].split(",") if row.get("points") else ["1"] * len(chosen)
    plain = len(points) == len(chosen) and all(re.fullmatch("[0-9]{1,15}", one) for one in points)
    need(
        plain,
        f"the points of ballot {row['voter_id']} in ballots.pb are not one whole number for each project",
    )
    return tuple(sorted((one, int(given)) for one, given in zip(chosen, points, strict=True)))


def pence(text: str) -> int:
    """Pounds with at most two decimals, as pence."""
    whole = re.fullmatch(r"([0-9]{1,15})(?:\.([0-9]{1,2}))?", text)
    if whole is None:
        raise Unreadable(f"{json.dumps(text)} in ballots.pb is not an amount of money")
    return int(whole[1]) * 100 + int((whole[2] or "0").ljust(2, "0"))
