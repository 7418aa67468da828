"""`flask tally FILE.pb`: count an election in Pabulib's format and say who wins."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from commissioning.rules.counting.compare import compare, majority_prefers
from commissioning.rules.counting.count import ONE_UNIT, count
from commissioning.rules.counting.money import said
from commissioning.rules.counting.result import Result
from commissioning.rules.counting.ties import natural
from commissioning.rules.counting.values import Completion, CountingRefused, Election, Rule
from commissioning.rules.pabulib import pairs
from commissioning.rules.pabulib.amounts import minor
from commissioning.rules.pabulib.reading import UnreadableElection, read
from commissioning.rules.pabulib.values import PabulibFile

LARGEST = 200_000_000  # bytes; the largest real file is under ten million
AUTO, EXCLUSIVE = "auto", "greedy-exclusive"
META_RULES = {
    "greedy": (Rule.GREEDY, Completion.NONE),
    "greedy-no-skip": (Rule.GREEDY_NO_SKIP, Completion.NONE),
    "greedy-threshold": (Rule.GREEDY_THRESHOLD, Completion.NONE),
    "equalshares": (Rule.EQUAL_SHARES, Completion.NONE),
    "equalshares-comparison": (Rule.EQUAL_SHARES, Completion.NONE),
    "equalshares/add1": (Rule.EQUAL_SHARES, Completion.ADD1),
    "equalshares/add1-comparison": (Rule.EQUAL_SHARES, Completion.ADD1),
    "unknown": (Rule.GREEDY, Completion.NONE),
}


@click.command("tally")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rule",
    type=click.Choice([AUTO, *(rule.value for rule in Rule)]),
    default=AUTO,
    show_default=True,
    help="How to count; auto follows the file's own META rule.",
)
@click.option(
    "--completion",
    type=click.Choice([one.value for one in Completion]),
    help="For equal-shares: what to do with money that is left. Default: add1, or what the file says.",
)
@click.option("--increment", help="For add1: the step for each voter, in the file's currency. Default: 1.")
@click.option(
    "--tie-order", help="Project ids, first preferred, commas between. Default: cheapest, most votes, id."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def tally(
    file: Path, rule: str, completion: str | None, increment: str | None, tie_order: str | None, as_json: bool
) -> None:
    """Count the election in FILE (Pabulib's .pb format) and print the projects that win."""
    try:
        found = read(text_of(file))
        found = with_pairs(found)
        chosen, finish = rule_for(found, rule, completion)
        order = None if tie_order is None else tuple(one.strip() for one in tie_order.split(","))
        step = ONE_UNIT if increment is None else minor(increment, 0, "The increment")
        import_module("commissioning.rules.counting.shares_count")  # bring numpy before the clock starts
        started = time.process_time()
        result, remark = counted(found, chosen, finish, order, step, follow_meta=rule == AUTO)
        seconds = time.process_time() - started
    except (UnreadableElection, CountingRefused) as refusal:
        raise click.ClickException(f"{file.name}: {refusal}") from None
    if chosen is not Rule.EQUAL_SHARES:
        for name in unused(completion=completion, increment=increment):
            click.echo(f"--{name} is not used by {chosen}, only by equal-shares.", err=True)
    if as_json:
        click.echo(json.dumps(facts(found.election, result, seconds), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(page(found, result, remark)))


command = tally


def text_of(file: Path) -> str:
    """The file's text, or UnreadableElection when it is not a readable text file."""
    try:
        if not file.is_file():
            raise UnreadableElection("This is not a file." if file.exists() else "There is no such file.")
        if file.stat().st_size > LARGEST:
            raise UnreadableElection("This file is too large to be an election.")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableElection("This is not a text file in UTF-8.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableElection):
            raise
        raise UnreadableElection("This file cannot be opened.") from None


def unused(**given: str | None) -> list[str]:
    """The options that were given, by name."""
    return [name for name, value in given.items() if value is not None]


def with_pairs(found: PabulibFile) -> PabulibFile:
    """The file with the pairs of which only one can be built, where its comment says them as our own files do."""
    known = {project.id for project in found.election.projects}
    return replace(found, election=replace(found.election, exclusions=pairs.found(found.meta, known)))


def rule_for(found: PabulibFile, rule: str, completion: str | None) -> tuple[Rule, Completion]:
    """The rule and completion to count with.

    Raises:
        CountingRefused: where the file's own rule is not one that can be followed truthfully.
    """
    if rule != AUTO:
        chosen, finish = Rule(rule), Completion.ADD1
    elif found.rule == EXCLUSIVE and found.election.exclusions:
        chosen, finish = Rule.GREEDY, Completion.NONE
    elif found.rule in META_RULES:
        chosen, finish = META_RULES[found.rule]
    else:
        raise CountingRefused(
            f"Its rule, {found.rule!r}, depends on things the file does not hold, so it cannot be followed. "
            "Name the rule to count by with --rule."
        )
    return chosen, Completion(completion) if completion else finish


def counted(
    found: PabulibFile,
    rule: Rule,
    completion: Completion,
    order: tuple[str, ...] | None,
    step: int,
    *,
    follow_meta: bool,
) -> tuple[Result, str]:
    """The count, and every remark where the reader should know more about the rule, in one line.

    The file's least score belongs to greedy-threshold, and to greedy-no-skip where a file has both; the other
    rules are counted without it, as their real counts were.
    """
    election = found.election
    if election.threshold and rule not in (Rule.GREEDY_THRESHOLD, Rule.GREEDY_NO_SKIP):
        election = replace(election, threshold=0)
    if rule is Rule.GREEDY_THRESHOLD and not election.threshold:
        raise CountingRefused(
            "This rule needs a least score (min_project_score_threshold), and the file has none."
        )
    result = count(election, rule, completion, order, step)
    remarks = list(set_aside(found, election))
    if not follow_meta:
        return result, " ".join(remarks)
    if found.rule == "unknown":
        remarks = ["The file does not say its rule; this is what most votes first gives.", *remarks]
    if found.rule.endswith("-comparison"):
        greedy = count(election, Rule.GREEDY, Completion.NONE)
        stands = "The comparison with most votes first leaves the Equal Shares outcome standing."
        if majority_prefers(election, greedy, result):
            result = greedy
            stands = "More voters get more of their projects by most votes first, so its outcome stands."
        remarks = [stands, *remarks]
    return result, " ".join(remarks)


def set_aside(found: PabulibFile, election: Election) -> Iterator[str]:
    """What of the file beside its rule was kept to, and what was not."""
    if election.exclusions:
        yield "Only one of each pair is taken, as the comment of the file says."
    elif found.rule == EXCLUSIVE:
        yield "The file’s own rule takes only one of some pairs, which it does not name: they are not kept to here."
    if found.election.threshold and not election.threshold:
        yield f"The least score in the file, {found.election.threshold:,}, is not asked for by this rule."


def facts(election: Election, result: Result, seconds: float) -> dict[str, object]:
    """The result for machines. Money is in hundredths of the currency; `seconds` is CPU time of the count."""
    return {
        "rule": result.rule.value,
        "completion": result.completion.value,
        "currency": result.currency,
        "budget_minor": result.budget_minor,
        "winners": list(result.winners),
        "total_cost_minor": result.total_cost_minor,
        "unspent_minor": result.unspent_minor,
        "projects": len(election.projects),
        "ballots": election.voters,
        "tie_order": list(result.tie_order),
        "certified": result.certified,
        "seconds": round(seconds, 6),
    }


def page(found: PabulibFile, result: Result, remark: str) -> list[str]:
    """The result for people."""
    election, currency = found.election, result.currency
    finish = f", completion {result.completion}" if result.rule is Rule.EQUAL_SHARES else ""
    size = f"{len(election.projects)} projects, {election.voters:,} ballots"
    lines = [
        found.meta.get("description", "") or "An election without a description",
        f"{size}, {said(result.budget_minor, currency)} to spend",
        f"Rule: {result.rule}{finish}",
        *([remark] if remark else []),
        "",
        f"Funded ({len(result.winners)}):",
        *(f"  {line}" for line in (told(result, one) for one in result.winners)),
        "",
        "Not funded:",
        *(
            f"  {told(result, one)}"
            for one in sorted(result.outcomes, key=natural)
            if one not in result.winners
        ),
        "",
        f"Spent {said(result.total_cost_minor, currency)}, left {said(result.unspent_minor, currency)}.",
        f"{result.reach.with_something:,} of {result.reach.voters:,} voters got something they voted for.",
        *result.notes,
        *beside(election, result),
        "Certified in exact arithmetic." if result.certified else "Not certified in exact arithmetic.",
    ]
    if found.selected is not None:
        same = set(found.selected) == set(result.winners)
        lines.append(f"This is {'' if same else 'not '}what the file says was funded.")
    return lines


def beside(election: Election, result: Result) -> list[str]:
    """Equal Shares beside most votes first, for the same ballots: honest where it did not help."""
    if result.rule is not Rule.EQUAL_SHARES or not election.voters:
        return []
    other = count(replace(election, threshold=0), Rule.GREEDY, Completion.NONE)
    return list(compare(election, result, other).sentences)


def told(result: Result, one: str) -> str:
    """A project in one line."""
    outcome = result.outcomes[one]
    name = f" {outcome.name}" if outcome.name else ""
    return f"{one}{name}, {said(outcome.cost_minor, result.currency)}. {outcome.why}"
