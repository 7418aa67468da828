"""The shared elections, where they are: they are not ours to copy."""

from pathlib import Path

import pytest

from commissioning.rules.pabulib.reading import read

SHARED = Path(__file__).parents[4] / "shared" / "data" / "elections"


@pytest.fixture(scope="session")
def shared():
    """A function from part of a file's name to the election in it; read once."""
    if not SHARED.is_dir():
        pytest.skip("the shared elections are not beside the project")
    files: dict[str, object] = {}

    def find(part):
        if part not in files:
            (path,) = [path for path in SHARED.glob("*.pb") if part in path.name]
            files[part] = read(path.read_text(encoding="utf-8"))
        return files[part]

    return find


@pytest.fixture(scope="session")
def shared_path():
    """A function from part of a file's name to its path."""
    if not SHARED.is_dir():
        pytest.skip("the shared elections are not beside the project")
    return lambda part: next(path for path in SHARED.glob("*.pb") if part in path.name)
