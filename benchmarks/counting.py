"""How fast the counting engine is: Equal Shares with add1 on real elections, beside the plain exact count.

Prints, for each election: CPU seconds to read and to count, peak memory of a process that does only that, and how
many times longer one step of the plain count in fractions takes than one step of ours. Aim on Lodz 2022 (160
projects, 90,494 ballots): the count within 1 s of CPU, the process within 150 MB.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "elections"
ELECTIONS = (
    "Netherlands_Assen_2024",
    "Poland_Wieliczka_2023_Green_Budget",
    "Poland_Warszawa_2023_Ochota",
    "Poland_Lodz_2022",
)


def measure(name: str) -> dict[str, float]:
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


def main() -> None:
    """Print one line for each election."""
    if not SHARED.is_dir():
        print("counting: skipped, the shared elections are not beside the project")
        return
    for name in ELECTIONS:
        found = json.loads(alone("measure", name))
        ratio = float(alone("compare", name))
        print(
            f"counting: {name}: read {found['read']:.2f} s, count {found['count']:.2f} s CPU for {found['steps']:.0f} steps, "
            f"peak {found['megabytes']:.0f} MB, certified {bool(found['certified'])}; plain fractions take {ratio:.0f}x"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[2])) if sys.argv[1] == "measure" else compare(sys.argv[2]))
    else:
        main()
