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
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from commissioning.services.recount_reading import (
    Ballot,
    Unreadable,
    need,
    read_outcome,
    read_rules,
    sections,
)
from commissioning.services.recount_rules import Election, recounted
from commissioning.services.recount_told import (
    NOT_CHECKED,
    comparison_that_differs,
    figures_that_differ,
    lot_that_differs,
)

FILES = ("ballots.pb", "rules.json", "outcome.json", "receipts.txt")
Told = dict[str, Any]


class Bundle:
    """The files of a bundle, read."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.election = Election(read_rules(texts["rules.json"]), sections(texts["ballots.pb"]))
        self.outcome: Told = read_outcome(texts["outcome.json"])
        self.receipts = texts["receipts.txt"].split()
        self.chambers: dict[str, list[str]] = self.election.rules["chambers"]
        told = {one.get("key") for one in self.outcome["chambers"]}
        need(
            not self.chambers or self.chambers.keys() == told,
            "the chambers are told differently in the two .json files",
        )
        need(not self.chambers or not any(one["few"] for one in self.outcome["chambers"]),
             "ballots of a chamber too small to be shown are marked")  # fmt: skip
        known, counts = self.election.cost.keys(), (self.outcome["chosen"], self.outcome["other"],
                                                    *self.outcome["further"], *self.outcome["chambers"])  # fmt: skip
        for one in (one for count in counts for one in count.get("projects", ())):
            need(one["id"] in known, "outcome.json tells of a project that is not in ballots.pb")


def fingerprint(election: Election, rows: Sequence[Ballot]) -> str:
    """The SHA-256 of ballots, in whatever order they lie."""
    pointed = election.meta["vote_type"] in ("cumulative", "ordinal")
    lines = sorted(",".join(f"{one}:{points}" if pointed else one for one, points in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def faults_of_the_box(bundle: Bundle) -> list[str]:
    """What is wrong with the ballots, receipts, costs or the lot, before anything is counted."""
    election, outcome = bundle.election, bundle.outcome
    rules, rows, known = election.rules, election.every_row, set(election.cost)
    number, given = len(rows), sorted(set(bundle.receipts))
    told = {one["id"]: one for one in outcome["chosen"]["projects"]}
    seed = rules["tie_seed"]
    lot = sorted(known, key=lambda one: (hashlib.sha256(f"{seed}\n{one}".encode()).digest(), one))
    right = fingerprint(election, rows)
    same_rules = all(
        rules[name] == outcome[name]
        for name in ("budget", "threshold", "exclusions", "quorum", "tie_seed", "electorate")
    )
    same_rules &= outcome.get("most", rules["most_picks"]) == rules["most_picks"]
    missed = number < rules["quorum"]
    in_chambers = sorted(one for numbers in bundle.chambers.values() for one in numbers)
    checks = (
        (str(number) == election.meta["num_votes"], "the .pb file does not hold as many ballots as it says"),
        (number == outcome["voters"], f"there are {number} ballots and {outcome['voters']} people voted"),
        (number == len(given), f"there are {number} ballots and {len(given)} receipts"),
        (given == sorted(outcome["receipts"]), "receipts.txt is not the published list of receipts"),
        (len(set(election.voter_ids)) == number, "two ballots have the same voter number"),
        (all(len(row) == len({one for one, _ in row}) <= rules["most_picks"] for row in rows),
         "a ballot has too many choices"),
        (outcome.get("quorum_missed", missed) == missed, "whether enough people voted is told differently"),
        (election.budget == rules["budget"], "the money in the pot is told differently"),
        (same_rules and election.meta["vote_type"] == rules["kind"] == outcome["kind"],
         "the rules are told differently"),
        (set(told) == known and election.cost == {one: told[one]["cost"] for one in told},
         "projects or their costs are told differently"),
        (lot == rules["tie_order"] == outcome["tie_order"], "the lot drawn again gives another order"),
        (right == outcome["fingerprint"], "these are not the ballots that were counted: their fingerprint differs"),
        (not in_chambers or in_chambers == sorted(election.voter_ids), "the chambers are not all the ballots"),
    )  # fmt: skip
    return [words for holds, words in checks if not holds]


def faults_of_the_count(election: Election, told: Told, where: str = "") -> Iterator[str]:
    """Where counting again does not give what was published."""
    rule = told["rule"]
    chosen = recounted(election, rule, told["completion"])
    spent = election.spent(chosen)
    if chosen != told["winners"]:
        right, wrong = names(election, chosen), names(election, told["winners"])
        yield f"{where}by {rule} the winners are: {right}. Published: {wrong}"
    if spent != told["spent"] or election.budget - spent != told["left"]:
        yield f"{where}by {rule} {spent} pence are used. Published: {told['spent']} used and {told['left']} left"
    for one in told["projects"]:
        votes, score = election.votes[one["id"]], election.score[one["id"]]
        if (votes, score) != (one["votes"], one["score"]):
            yield f"{where}{one['title']} has {votes} votes. Published: {one['votes']}"
        if one["won"] != (one["id"] in chosen):
            yield f"{where}{one['title']} {'did not win' if one['won'] else 'won'}. Published: otherwise"
    for line in figures_that_differ(election, told, chosen):
        yield f"{where}by {rule}, {line}"


def faults(bundle: Bundle) -> list[str]:
    """Everything that does not agree."""
    election, outcome = bundle.election, bundle.outcome
    found = faults_of_the_box(bundle)
    rules, chosen = election.rules, outcome["chosen"]
    if (chosen["rule"], chosen["completion"]) != (rules["rule"], rules["completion"]):
        found.append("it was counted by another rule than the one that was announced")
    for told in (chosen, outcome["other"], *outcome["further"]):
        found += faults_of_the_count(election, told)
    if len(election.every_row) >= rules["quorum"] and election.rows:
        ours = recounted(election, chosen["rule"], chosen["completion"])
        for told, said in ((outcome["other"], outcome.get("comparison", {})),
                           *((one, one.get("comparison", {})) for one in outcome["further"])):  # fmt: skip
            theirs = recounted(election, told["rule"], told["completion"])
            found += comparison_that_differs(election, said, ours, theirs)
    ours = recounted(election, chosen["rule"], chosen["completion"])
    found += lot_that_differs(election, outcome, ours)
    if election.marked != set(chosen["winners"]):
        found.append("the winners marked in the .pb file are not the winners")
    for told in outcome["chambers"] if bundle.chambers else []:
        election.take(bundle.chambers[told["key"]])
        where = f"among {told['name'].lower()}, "
        found += faults_of_the_count(election, told, where)
        if told.get("voters") != len(election.rows):
            found.append(f"{where}{len(election.rows)} people voted. Published: {told.get('voters')}")
        if fingerprint(election, election.rows) != told["fingerprint"]:
            found.append(f"{where}these are not the ballots that were counted: their fingerprint differs")
    return found


def names(election: Election, ids: Sequence[str]) -> str:
    """Project names for a reader."""
    return ", ".join(election.names.get(one, one) for one in ids) or "none"


def load(place: Path) -> Bundle:
    """The bundle in a folder or a zip. Raises Unreadable, in one plain sentence."""
    need(place.exists(), f"there is no {place}")
    if place.is_dir():
        here = {name: place / name for name in FILES if (place / name).is_file()}
        return Bundle(decoded({name: path.read_bytes() for name, path in here.items()}))
    try:
        with zipfile.ZipFile(place) as pack:
            inside = {Path(name).name: name for name in pack.namelist()}
            found = {name: pack.read(inside[name]) for name in FILES if name in inside}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        raise Unreadable("the .zip is cut off or damaged. Download it again") from None
    return Bundle(decoded(found))


def decoded(files: dict[str, bytes]) -> dict[str, str]:
    """The files as text, all of them."""
    for name in FILES:
        need(name in files, f"the file {name} is missing")
    try:
        return {name: content.decode("utf-8") for name, content in files.items()}
    except UnicodeDecodeError:
        raise Unreadable("a file in it is damaged: it is not text any more") from None


def main(words: Sequence[str]) -> int:
    """Recount, say what was found, and give the number to end with."""
    arguments, receipt = list(words), ""
    if "--receipt" in arguments:
        receipt = "".join(arguments[arguments.index("--receipt") + 1 :])
        arguments = arguments[: arguments.index("--receipt")]
    try:
        bundle = load(Path(arguments[0]) if arguments else Path(__file__).resolve().parent)
        found = faults(bundle)
    except Unreadable as fault:
        sys.stdout.write(f"This bundle cannot be recounted: {' '.join(str(fault).split())}.\n")
        return 2
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, csv.Error):
        sys.stdout.write("This bundle cannot be recounted: something in it is not as it was written.\n")
        return 2
    for words_of_it in found:
        sys.stdout.write(f"DOES NOT AGREE: {' '.join(words_of_it.split())}.\n")
    if receipt:
        receipt = "".join(letter for letter in receipt.upper() if letter.isalnum())
        if receipt not in bundle.receipts:
            found.append("receipt")
        said = "its vote was counted" if receipt in bundle.receipts else "NOT IN THE LIST of votes counted"
        sys.stdout.write(f"Receipt {receipt}: {said}.\n")
    if not found:
        election, winners = bundle.election, bundle.outcome["chosen"]["winners"]
        sys.stdout.write(
            f"Everything agrees. {len(election.every_row)} ballots recounted. Winners: {names(election, winners)}. "
            f"{NOT_CHECKED}.\n"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
