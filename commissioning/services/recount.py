"""Recount a vote from its results bundle, and look up a receipt. Needs Python 3.10 or later and nothing else.

    python recount.py                       recount the bundle this file lies in
    python recount.py BUNDLE                recount another one (a folder, or the .zip as it was downloaded)
    python recount.py --receipt ABCDEFGHIJ  and say whether that receipt's vote is among those counted

It ends with 0 when everything agrees, 1 when something does not (each thing on a line of its own), and 2 when
the bundle cannot be read. It shares no code with the program that made the bundle: it reads the ballots (.pb),
counts them by the rules (rules.json) in exact fractions, and compares with what was published (outcome.json).
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import zipfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

FILES = ("ballots.pb", "rules.json", "outcome.json", "receipts.txt")
Ballot = frozenset[str]
Held = dict[Ballot, Fraction]  # what each voter of these equal ballots still has, in pence


class Unreadable(Exception):
    """The bundle is not whole."""


class Election:
    """What is counted: costs and the pot in pence, ballots as sets of project ids, projects' places in the lot."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.rules, self.outcome = json.loads(texts["rules.json"]), json.loads(texts["outcome.json"])
        self.receipts = texts["receipts.txt"].split()
        parts = sections(texts["ballots.pb"])
        self.meta = {row["key"]: row["value"] for row in parts["META"]}
        self.budget = pence(self.meta["budget"])
        self.cost = {row["project_id"]: pence(row["cost"]) for row in parts["PROJECTS"]}
        self.names = {row["project_id"]: row["name"] for row in parts["PROJECTS"]}
        self.marked = {row["project_id"] for row in parts["PROJECTS"] if row["selected"] == "1"}
        self.voter_ids = [row["voter_id"] for row in parts["VOTES"]]
        self.rows = [row["vote"].split(",") if row["vote"] else [] for row in parts["VOTES"]]
        self.place = {one: number for number, one in enumerate(self.rules["tie_order"])}
        self.votes = {one: sum(one in row for row in self.rows) for one in self.cost}
        gone = set(self.rules["withdrawn"])
        self.wanted = {one for one in self.cost if self.votes[one] and one not in gone}
        self.groups: dict[Ballot, int] = {}
        for row in self.rows:
            self.groups[frozenset(row)] = self.groups.get(frozenset(row), 0) + 1


def sections(text: str) -> dict[str, list[dict[str, str]]]:
    """The rows of each part of a .pb file, by their column names."""
    found: dict[str, list[dict[str, str]]] = {}
    heads: list[str] = []
    name = ""
    for row in csv.reader(text.split("\n"), delimiter=";"):
        if len(row) == 1 and row[0] in ("META", "PROJECTS", "VOTES"):
            name, heads = row[0], []
            found[name] = []
        elif not heads:
            heads = row
        elif row:
            found[name].append(dict(zip(heads, row, strict=False)))
    return found


def pence(text: str) -> int:
    """Pounds with at most two decimals, as pence."""
    return int(Fraction(text) * 100)


def most_votes_first(election: Election) -> list[str]:
    """Down the ranking; what no longer fits is passed over. Equal votes go by the lot."""
    left, chosen = election.budget, []
    for one in sorted(election.wanted, key=lambda one: (-election.votes[one], election.place[one])):
        if election.cost[one] <= left:
            chosen.append(one)
            left -= election.cost[one]
    return chosen


def equal_shares(election: Election, each: Fraction) -> list[str]:
    """Buy with `each` pence for every voter, always where a supporter pays least for each pound of project."""
    held = dict.fromkeys(election.groups, each)
    backers = {one: [group for group in election.groups if one in group] for one in election.wanted}
    free = [one for one in election.wanted if not election.cost[one]]
    chosen = sorted(free, key=lambda one: election.place[one])
    # Money held only falls, so a price only rises: an old price is a promise that the new one is no lower.
    at_least = {one: Fraction(0) for one in election.wanted if 0 < election.cost[one] <= election.budget}
    while True:
        best: tuple[Fraction, int, str] | None = None
        for one in sorted(at_least, key=lambda one: (at_least[one], election.place[one])):
            if best and at_least[one] > best[0]:
                break
            paid = price(election, held, backers[one], election.cost[one])
            if paid is None:
                del at_least[one]
                continue
            at_least[one] = paid / election.cost[one]
            this = (at_least[one], election.place[one], one)
            best = min(best or this, this)
        if best is None:
            return chosen
        most = best[0] * election.cost[best[2]]
        for group in backers[best[2]]:
            held[group] -= min(held[group], most)
        chosen.append(best[2])
        del at_least[best[2]]


def price(election: Election, held: Held, backers: list[Ballot], cost: int) -> Fraction | None:
    """The least that meets the cost when every supporter pays it, or all they hold; None when they hold too little."""
    if sum(held[group] * election.groups[group] for group in backers) < cost:
        return None
    rest, people = Fraction(cost), sum(election.groups[group] for group in backers)
    for group in sorted(backers, key=lambda group: held[group]):
        if held[group] * people >= rest:
            break
        rest -= held[group] * election.groups[group]
        people -= election.groups[group]
    return rest / people


def with_add1(election: Election, completion: str, step: int) -> list[str]:
    """Equal shares; then with `step` pence more for each voter, again and again, until the pot would be overspent."""
    if not election.rows:
        return []
    each = Fraction(election.budget, len(election.rows))
    chosen = equal_shares(election, each)
    possible = {one for one in election.wanted if election.cost[one] <= election.budget}
    while completion == "add1" and possible - set(chosen):
        each += step
        following = equal_shares(election, each)
        if sum(election.cost[one] for one in following) > election.budget:
            break
        chosen = following
    return chosen


def recounted(election: Election, rule: str) -> list[str]:
    """The winners by `rule`, in the order they were chosen."""
    if rule == "greedy":
        return most_votes_first(election)
    if rule != "equal-shares" or election.rules["completion"] not in ("none", "add1"):
        raise Unreadable(f"this script does not know the rule {rule!r}")
    used = election.rules["completion"] if rule == election.rules["rule"] else "add1"
    return with_add1(election, used, election.rules["increment"])


def faults_of_the_box(election: Election) -> list[str]:
    """What is wrong with the ballots, receipts, costs or the lot, before anything is counted."""
    rules, outcome, rows, known = election.rules, election.outcome, election.rows, set(election.cost)
    number, given = len(rows), sorted(set(election.receipts))
    told = {one["id"]: one for one in outcome["chosen"]["projects"]}
    lot = sorted(
        election.cost, key=lambda one: (hashlib.sha256(f"{rules['tie_seed']}\n{one}".encode()).digest(), one)
    )
    lines = sorted(",".join(sorted(row)) for row in rows)
    right = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    checks = (
        (str(number) == election.meta["num_votes"], "the .pb file does not hold as many ballots as it says"),
        (number == outcome["voters"], f"there are {number} ballots and {outcome['voters']} people voted"),
        (number == len(given), f"there are {number} ballots and {len(given)} receipts"),
        (given == sorted(outcome["receipts"]), "receipts.txt is not the published list of receipts"),
        (len(set(election.voter_ids)) == number, "two ballots have the same voter number"),
        (all(set(row) <= known for row in rows), "a ballot names a project that is not in this vote"),
        (all(len(row) == len(set(row)) <= rules["most_picks"] for row in rows), "a ballot has too many choices"),
        (election.budget == rules["budget"] == outcome["budget"], "the money in the pot is told differently"),
        (election.cost == {one: told[one]["cost"] for one in told}, "projects or their costs are told differently"),
        (lot == rules["tie_order"] == outcome["tie_order"], "the lot drawn again gives another order"),
        (right == outcome["fingerprint"], "these are not the ballots that were counted: their fingerprint differs"),
    )  # fmt: skip
    return [words for holds, words in checks if not holds]


def faults_of_the_count(election: Election, which: str) -> list[str]:
    """Where counting again does not give what was published."""
    told = election.outcome[which]
    rule, chosen = told["rule"], recounted(election, told["rule"])
    spent = sum(election.cost[one] for one in chosen)
    found = []
    if chosen != told["winners"]:
        right, wrong = names(election, chosen), names(election, told["winners"])
        found.append(f"by {rule} the winners are: {right}. Published: {wrong}")
    if spent != told["spent"] or election.budget - spent != told["left"]:
        found.append(
            f"by {rule} {spent} pence are used. Published: {told['spent']} used and {told['left']} left"
        )
    for one in told["projects"]:
        votes, won = election.votes.get(one["id"]), one["id"] in chosen
        if one["votes"] != votes:
            found.append(f"{one['title']} has {votes} votes. Published: {one['votes']}")
        if one["won"] != won:
            found.append(f"{one['title']} {'won' if won else 'did not win'}. Published: otherwise")
    if which == "chosen" and election.marked != set(chosen):
        found.append("the winners marked in the .pb file are not the winners")
    return found


def names(election: Election, ids: Sequence[str]) -> str:
    """Project names for a reader."""
    return ", ".join(election.names.get(one, one) for one in ids) or "none"


def load(place: Path) -> Election:
    """The bundle in a folder or a zip."""
    try:
        if place.is_dir():
            return Election({name: (place / name).read_text(encoding="utf-8") for name in FILES})
        with zipfile.ZipFile(place) as bundle:
            inside = {Path(name).name: name for name in bundle.namelist()}
            return Election({name: bundle.read(inside[name]).decode("utf-8") for name in FILES})
    except (OSError, KeyError, IndexError, TypeError, ValueError, zipfile.BadZipFile, csv.Error) as fault:
        raise Unreadable(f"{type(fault).__name__}: {fault}") from fault


def main(words: Sequence[str]) -> int:
    """Recount, say what was found, and give the number to end with."""
    arguments, receipt = list(words), ""
    if "--receipt" in arguments:
        receipt = "".join(arguments[arguments.index("--receipt") + 1 :])
        arguments = arguments[: arguments.index("--receipt")]
    try:
        election = load(Path(arguments[0]) if arguments else Path(__file__).resolve().parent)
        faults = faults_of_the_box(election)
        faults += faults_of_the_count(election, "chosen") + faults_of_the_count(election, "other")
    except (Unreadable, KeyError, TypeError) as fault:
        sys.stdout.write(f"This bundle cannot be recounted: {fault}\n")
        return 2
    for words_of_it in faults:
        sys.stdout.write(f"DOES NOT AGREE: {words_of_it}.\n")
    if receipt:
        receipt = "".join(letter for letter in receipt.upper() if letter.isalnum())
        if receipt not in election.receipts:
            faults.append("receipt")
        said = "its vote was counted" if receipt in election.receipts else "NOT IN THE LIST of votes counted"
        sys.stdout.write(f"Receipt {receipt}: {said}.\n")
    if not faults:
        winners = names(election, election.outcome["chosen"]["winners"])
        sys.stdout.write(f"Everything agrees. {len(election.rows)} ballots recounted. Winners: {winners}.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
