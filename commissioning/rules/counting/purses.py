"""What a project's supporters held before a round and paid in it, as few enough columns to draw."""

import numpy as np

from commissioning.rules.counting.result import Purse
from commissioning.rules.counting.roll import Floats, Ints

MOST_COLUMNS = 24


def purses(held: Floats, paid: Floats, voters: Ints) -> tuple[Purse, ...]:
    """Supporters alike put together, fullest purse first; in a large vote neighbours are averaged (minor units).

    The three arrays stand for the same groups of supporters: what each voter of a group held and paid, and how many
    they are.
    """
    if not len(held):
        return ()
    had, gave = np.rint(held), np.rint(paid)
    order = np.lexsort((-gave, -had))
    had, gave, people = had[order], gave[order], voters[order]
    new = np.concatenate(([True], (np.diff(had) != 0) | (np.diff(gave) != 0)))
    column = np.cumsum(new) - 1
    if column[-1] >= MOST_COLUMNS:
        before = np.cumsum(people) - people
        column = before * MOST_COLUMNS // int(people.sum())
    weight = np.bincount(column, weights=people)
    in_use = weight > 0
    each_had = np.bincount(column, weights=had * people)[in_use] / weight[in_use]
    each_gave = np.bincount(column, weights=gave * people)[in_use] / weight[in_use]
    return tuple(
        Purse(int(many), round(float(has)), round(float(gives)))
        for many, has, gives in zip(weight[in_use], each_had, each_gave, strict=True)
    )
