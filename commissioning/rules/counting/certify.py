"""The proof behind a fast count: its figures recomputed in exact fractions."""

from fractions import Fraction

from commissioning.rules.counting.shares import Field, Run


def holds_exactly(field: Field, run: Run) -> bool:
    """Whether exact arithmetic confirms a run.

    Every choice in a run was made by a margin wider than the error the floats could have, or exactly. That
    leaves those error bounds to be confirmed: each round's price is recomputed as an exact fraction and must
    lie within its bound, each cost must be paid to the last fraction, and what the voters hold afterwards must
    be what was given out less what was spent.
    """
    ledger = run.ledger
    ledger.catch_up()
    for number, bought in enumerate(run.purchases):
        if abs(ledger.price_of(number) - Fraction(bought.price)) > Fraction(bought.error):
            return False
    everyone = ledger.held(ledger.every_group())
    return everyone == run.endowment * field.roll.voters - run.cost and everyone >= 0
