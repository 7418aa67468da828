"""The exports against the standards' own schemas, read as the standards publish them and never kept in the project.

Kept beside it in `shared/data/standards`: 360Giving's and OCDS's package schema and the schema it refers to.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from governance.services import opendata
from tests.guards import hostile
from tests.services.test_opendata import by, given  # noqa: F401 - a fixture

FOLDER = hostile.FOLDER / "standards"
GIVING = ("360-giving-package-schema.json", "360-giving-schema.json")
OCDS = ("release-package-schema.json", "release-schema.json")
FORMATS = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """A day alone is no moment: the standards tell the two apart."""
    if isinstance(value, str) and "T" not in value:
        raise ValueError(value)
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def faults(names: tuple[str, str], package: Any) -> list[str]:
    """What the standard's own schema says against a package."""
    if not all((FOLDER / name).exists() for name in names):
        pytest.skip("the standards' schemas are not kept beside this copy of the project")
    whole, part = (json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in names)
    modern = "2020-12" in whole["$schema"]
    drafted = Resource.from_contents(part, default_specification=DRAFT202012 if modern else DRAFT4)
    checker = (Draft202012Validator if modern else Draft4Validator)(
        whole, registry=Registry(retrieve=lambda _: drafted), format_checker=FORMATS
    )
    return [f"{list(error.absolute_path)}: {error.message}" for error in checker.iter_errors(package)]


def test_grants_validate_with_360givings_own_schema(given, app):  # noqa: F811
    package = json.loads(opendata.grants_360(by(app)))
    assert faults(GIVING, package) == []
    del package["grants"][0]["awardDate"]  # the control: what the standard needs is missed
    assert faults(GIVING, package)


def test_contracts_validate_with_ocdss_own_schema(given, app):  # noqa: F811
    package = json.loads(opendata.contracts_ocds(by(app)))
    assert faults(OCDS, package) == []
    package["releases"][0]["tag"] = ["nonsense"]
    assert faults(OCDS, package)
