"""Somebody of the demo's cast acts for groups that get awards, so that the recipient's side works at once."""

from __future__ import annotations

import tomllib

import pytest

from app.config import ROOT
from app.demo import awards_offered
from commissioning.services import organisations
from tests.proposals_made import actor


@pytest.mark.parametrize(("name", "who"), awards_offered.ACTS_FOR.items())
def test_the_cast_acts_for_a_group_of_the_story(work, name, who):
    with work():
        group = awards_offered._group(name)
        assert awards_offered._group(name) is group
    assert [person.name for person in organisations.people_of(group)] == [who]
    assert organisations.belongs(actor(who).user_id, group.id)
    told = tomllib.loads((ROOT / "app" / "demo" / "proposals_south.toml").read_text(encoding="utf-8"))
    assert name in {idea.get("group") for idea in told["idea"]}
