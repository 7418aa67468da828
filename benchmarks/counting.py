"""How fast the counting engine is: Equal Shares with add1 on real elections, beside the plain exact count.

Prints, for each election: CPU seconds to read and to count, peak memory of a process that does only that, and how
many times longer one step of the plain count in fractions takes than one step of ours. Aim on Lodz 2022 (160
projects, 90,494 ballots): the count within 1 s of CPU, the process within 150 MB.

Then the same rule by pabutools on Ochota and Lodz, each in a process of its own, from a throwaway environment made
here and removed again. Aim: ours at least 20 times faster, with the same winners. pabutools is GPL-3 and brings a
proprietary solver, so it is never a dependency; where it cannot be installed that is said, and nothing else is lost.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "elections"
ELECTIONS = (
    "Netherlands_Assen_2024",
    "Poland_Wieliczka_2023_Green_Budget",
    "Poland_Warszawa_2023_Ochota",
    "Poland_Lodz_2022",
)
BESIDE = ("Poland_Warszawa_2023_Ochota", "Poland_Lodz_2022")
PABUTOOLS = "pabutools==1.2.3"
PATIENCE = 900  # seconds for installing it
MOST_CPU = int(os.environ.get("OUR_PART_BENCH_MOST_CPU", "240"))  # seconds for one count by pabutools
THEIRS = """
import json, resource, sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares
instance, profile = parse_pabulib(sys.argv[1])
together, step = profile.as_multiprofile(), profile.num_ballots()
started = time.process_time()
limit = int(started) + int(sys.argv[2]) + 1
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
found = exhaustion_by_budget_increase(
    instance, together, method_of_equal_shares, {"sat_class": Cost_Sat}, exhaustive_stop=False, budget_step=step)
print(json.dumps({"count": time.process_time() - started, "winners": sorted(str(one) for one in found)}))
"""


def measure(name: str) -> dict[str, Any]:
    """One election in this process: read, count, and the memory that took."""
    import commissioning.rules.counting.shares_count  # noqa: F401 - bring numpy before the clock starts
    from commissioning.rules.counting.count import count
    from commissioning.rules.pabulib.reading import read

    started = time.process_time()
    election = replace(read((SHARED / f"{name}.pb").read_text(encoding="utf-8")).election, threshold=0)
    was_read = time.process_time()
    result = count(election)
    counted = time.process_time()
    return {
        "read": was_read - started,
        "count": counted - was_read,
        "steps": result.steps + 2,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "certified": result.certified,
        "winners": sorted(result.winners),
    }


def compare(name: str) -> float:
    """How many times longer one run in plain fractions takes than one of ours, at the same endowment."""
    from commissioning.rules.counting.plain import equal_shares
    from commissioning.rules.counting.scores import scores
    from commissioning.rules.counting.shares import run
    from commissioning.rules.counting.shares_count import enter
    from commissioning.rules.counting.ties import order_for_file, ranks
    from commissioning.rules.counting.values import Rule
    from commissioning.rules.pabulib.reading import read

    election = replace(read((SHARED / f"{name}.pb").read_text(encoding="utf-8")).election, threshold=0)
    rank = ranks(election, order_for_file(election, Rule.EQUAL_SHARES))
    field = enter(election, rank, scores(election))
    share = Fraction(election.budget_minor, election.voters)
    started = time.process_time()
    ours = run(field, share)
    between = time.process_time()
    plain = equal_shares(election, share, rank)
    ended = time.process_time()
    if [field.roll.ids[one] for one in ours.order] != plain:
        raise SystemExit(f"{name}: the two counts differ.")
    return (ended - between) / max(between - started, 1e-6)


def alone(part: str, name: str) -> str:
    """Run one part in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, part, name]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def install(folder: str) -> Path:
    """A Python with pabutools in `folder`; raises subprocess.SubprocessError or OSError when it cannot be had."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=PATIENCE)
    python = Path(folder) / "bin" / "python"
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PABUTOOLS]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return python


def beside_pabutools(ours: dict[str, dict[str, Any]]) -> None:
    """Print how many times longer pabutools takes for the same counts."""
    with tempfile.TemporaryDirectory(prefix="our-part-pabutools-") as folder:
        try:
            python = install(folder)
        except (subprocess.SubprocessError, OSError) as fault:
            print(
                f"counting: {PABUTOOLS} could not be installed here, so it was not measured ({type(fault).__name__})"
            )
            return
        for name in BESIDE:
            print(one_beside(python, name, ours[name]), flush=True)


def one_beside(python: Path, name: str, ours: dict[str, Any]) -> str:
    """One election by both, in a line. Stopped after MOST_CPU seconds, pabutools took at least that."""
    command = [python, "-c", THEIRS, SHARED / f"{name}.pb", str(MOST_CPU)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        took, more, same = float(MOST_CPU), "more than ", "stopped before its winners were known"
    elif done.returncode:
        return f"counting: {name}: pabutools failed: {done.stderr.strip().splitlines()[-1:]}"
    else:
        theirs = json.loads(done.stdout)
        took, more = theirs["count"], ""
        same = "the same winners" if theirs["winners"] == ours["winners"] else "OTHER WINNERS"
    ratio = took / max(ours["count"], 1e-6)
    met = "aim of 20x met" if ratio >= 20 else "AIM OF 20x MISSED"
    times = f"pabutools {more}{took:.1f} s CPU, ours {ours['count']:.2f} s: {more}{ratio:.0f}x"
    return f"counting: {name}: {times} ({met}), {same}"


def main() -> None:
    """Print one line for each election, then those beside pabutools."""
    if not SHARED.is_dir():
        print("counting: skipped, the shared elections are not beside the project")
        return
    ours: dict[str, dict[str, Any]] = {}
    for name in ELECTIONS:
        found = ours[name] = json.loads(alone("measure", name))
        ratio = float(alone("compare", name))
        times = f"read {found['read']:.2f} s, count {found['count']:.2f} s CPU for {found['steps']:.0f} steps"
        rest = f"peak {found['megabytes']:.0f} MB, certified {bool(found['certified'])}"
        print(f"counting: {name}: {times}, {rest}; plain fractions take {ratio:.0f}x", flush=True)
    beside_pabutools(ours)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[2])) if sys.argv[1] == "measure" else compare(sys.argv[2]))
    else:
        main()
