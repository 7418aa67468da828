"""The ledger as other programs read it: plain-text double entry for Beancount, and what it is called there.

Beancount (v3) adds everything up by itself and checks the balances our books claim, so it is a second opinion.
"""

from __future__ import annotations

from datetime import date

from commissioning.rules.ledger import AccountKind

CURRENCY = "GBP"
# Its five roots: what a pot holds is an asset, what was paid is an expense, where money comes from is equity.
_ROOTS: dict[AccountKind, str] = {
    AccountKind.SOURCE: "Equity:Source",
    AccountKind.LEFT: "Assets:Left",
    AccountKind.PROMISED: "Assets:Promised",
    AccountKind.PAID: "Expenses:Paid",
    AccountKind.BETWEEN_YEARS: "Equity:Between-years",
}
HEAD = f"""\
option "title" "Our Part: the ledger"
option "operating_currency" "{CURRENCY}"
"""


def account_name(
    kind: AccountKind,
    *,
    fund: str | None = None,
    pot: str | None = None,
    area: str | None = None,
    award: str | None = None,
    partner: str | None = None,
) -> str:
    """An account's name there, from public ids, like Assets:Left:Pot-abc:Area-all:Of-fund.

    Beancount adds an account's children to it, so every name goes down to a leaf: none is another's beginning.
    """
    parts = [("Fund", fund), ("Pot", pot)]
    if pot is not None:
        parts += [("Area", area or "all"), ("Award", award), ("Of", partner or "fund")]
    else:
        parts += [("Of", partner)]
    return ":".join([_ROOTS[kind], *(f"{what}-{which}" for what, which in parts if which)])


def opened(day: date, account: str) -> str:
    """The line that opens an account."""
    return f"{day.isoformat()} open {account} {CURRENCY}\n"


def transaction(day: date, who: str, what: str, entry: str, moves: list[tuple[str, str, int]]) -> str:
    """One entry; `moves` are (from, to, pence). Each is written as two postings, so each sums to zero by itself."""
    lines = [f'{day.isoformat()} * "{_quoted(who)}" "{_quoted(what)}"', f'  entry: "{_quoted(entry)}"']
    for start, to, pence in moves:
        lines += [f"  {to}  {pounds(pence)} {CURRENCY}", f"  {start}  {pounds(-pence)} {CURRENCY}"]
    return "\n".join([*lines, "", ""])


def balance(day: date, account: str, pence: int) -> str:
    """The line in which our books claim what an account holds at the beginning of `day`.

    The tolerance is written out, because Beancount's own for two decimals would let a whole penny pass.
    """
    return f"{day.isoformat()} balance {account}  {pounds(pence)} ~ 0.001 {CURRENCY}\n"


def pounds(pence: int) -> str:
    """Pence as a plain decimal number of pounds."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def _quoted(text: str) -> str:
    """Text inside double quotes: on one line, with nothing that ends it early."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
