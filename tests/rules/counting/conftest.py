"""The shared elections, where they are: they are not ours to copy."""

from dataclasses import replace
from pathlib import Path

import pytest

from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.pabulib.reading import read

SHARED = Path(__file__).parents[4] / "shared" / "data" / "elections"


def full_name(part):
    """The name of the one shared file that this is part of."""
    (path,) = [path for path in SHARED.glob("*.pb") if part in path.name]
    return path.name


@pytest.fixture(scope="session")
def shared():
    """A function from part of a file's name to the election in it; read once."""
    if not SHARED.is_dir():
        pytest.skip("the shared elections are not beside the project")
    files: dict[str, object] = {}

    def find(part):
        name = full_name(part)
        if name not in files:
            files[name] = read((SHARED / name).read_text(encoding="utf-8"))
        return files[name]

    return find


@pytest.fixture(scope="session")
def shared_path():
    """A function from part of a file's name to its path."""
    if not SHARED.is_dir():
        pytest.skip("the shared elections are not beside the project")
    return lambda part: next(path for path in SHARED.glob("*.pb") if part in path.name)


@pytest.fixture(scope="session")
def counted(shared):
    """A function from part of a file's name and a rule to its count, without a least score; counted once."""
    results: dict[tuple[object, ...], object] = {}

    def find(part, rule=Rule.EQUAL_SHARES, completion=Completion.ADD1):
        key = full_name(part), rule, completion
        if key not in results:
            results[key] = count(replace(shared(part).election, threshold=0), rule, completion)
        return results[key]

    return find
