"""The lock files name only public hosts, no place on anybody's machine, and hashes for every platform."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM_LOCK = ROOT / "app" / "assets" / "package-lock.json"
LOCKS = [
    *sorted(ROOT.glob("requirements*.txt")),
    *sorted(ROOT.glob("*.lock")),
    *ROOT.glob("pylock*.toml"),
    NPM_LOCK,
]
PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE | re.IGNORECASE)
URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]*", re.IGNORECASE)
# A slash that begins a word, or ~/ or C:\ - but not one inside a hash, a URL or a relative path.
PATH = re.compile(r"(?<![\w@:/.+=-])/[\w.-]+/[\w.-]+|(?<!\w)~/|\b[A-Za-z]:\\")
OPTION = re.compile(r"^\s*(?:-e\b|-f\b|-i\b|--(?!hash=)[a-z-]+)", re.MULTILINE)


def faults(text: str) -> list[str]:
    """What a lock may not contain, as found in `text`."""
    found = [f"host: {url}" for url in URL.findall(text) if urlsplit(url).hostname not in PUBLIC_HOSTS]
    found += [f"path: {path}" for path in PATH.findall(URL.sub("", text))]
    found += [f"option: {option.strip()}" for option in OPTION.findall(text)]
    return found


def hashes(text: str) -> dict[str, int]:
    """How many files' hashes each pinned package has."""
    blocks = re.split(r"\n(?=\S)", text)
    return {match[1]: block.count("--hash=sha256:") for block in blocks if (match := PINNED.match(block))}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_nobodys_machine(lock):
    assert faults(lock.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("planted", [
    "    # from https://packages.example.org/simple\n",
    "flask @ file:///home/somebody/flask.whl\n",
    "flask @ https://files.pythonhosted.org.example.org/flask.whl\n",
    "--extra-index-url https://packages.example/simple\n",
    "--find-links wheels\n",
    "-e ./flask\n",
    "flask @ git+ssh://git@code.example.org/flask\n",
    "# via -r /home/somebody/requirements.in\n",
    "# via -r ~/requirements.in\n",
    "# via C:\\Users\\somebody\\requirements.in\n",
    '      "resolved": "http://localhost:4873/sass/-/sass-1.0.0.tgz",\n',
    '      "resolved": "file:../../elsewhere/sass",\n      "link": "/srv/npm/sass",\n',
])  # fmt: skip
@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_planted_fault_is_noticed(lock, planted):
    assert faults(lock.read_text(encoding="utf-8") + planted)


def test_public_hosts_are_no_fault():
    assert (
        faults("flask @ https://files.pythonhosted.org/packages/7f/9c/flask-3.1.3-py3-none-any.whl\n") == []
    )


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.txt")), ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes_for_every_platform(lock):
    found = hashes(lock.read_text(encoding="utf-8"))
    assert found
    assert min(found.values()) >= 1
    compiled = {
        name: number for name, number in found.items() if name in {"cryptography", "numpy", "sqlalchemy"}
    }
    assert all(number > 20 for number in compiled.values()), f"hashes of one platform only? {compiled}"


def test_a_lock_of_one_platform_is_noticed():
    assert hashes("numpy==2.4.6 \\\n    --hash=sha256:aa\nflask==3.1.3\n") == {"numpy": 1, "flask": 0}


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-pg.txt": project["project"]["optional-dependencies"]["pg"],
        "requirements-notify.txt": project["project"]["optional-dependencies"]["notify"],
        "requirements-dev.txt": project["dependency-groups"]["dev"] + project["project"]["dependencies"],
        "requirements-node.txt": project["dependency-groups"]["node"],
    }
    for lock, asked in wanted.items():
        held = hashes((ROOT / lock).read_text(encoding="utf-8"))
        names = {re.split(r"[\[=<>!~ ;]", line)[0].lower() for line in asked}
        assert names <= held.keys(), f"run `make lock`: {lock} lacks {names - held.keys()}"


def test_the_locks_agree_with_one_another():
    run = dict(PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    for other in ("requirements-pg.txt", "requirements-notify.txt", "requirements-dev.txt"):
        assert run.items() <= dict(PINNED.findall((ROOT / other).read_text(encoding="utf-8"))).items()


def test_npms_lock_is_of_this_package_with_a_hash_for_each():
    lock = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    asked = json.loads(NPM_LOCK.with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock[""]["dependencies"] == asked, "run `make lock`"
    assert [name for name, entry in lock.items() if name and not entry.get("integrity")] == []
