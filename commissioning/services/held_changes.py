"""Other movements that take two people above the set amount: money back, a pot's last steps, opening balances.

Each is done at once, or looked at as if it were done and then held for a second person, as in ledger_held.
"""

from __future__ import annotations

import base64
import hashlib

from app.db import db
from app.times import short_day
from commissioning.rules import two_people as rules
from commissioning.rules.ledger import EntryKind
from commissioning.rules.pence import Pence
from commissioning.rules.pots import PotAction
from commissioning.services import awards, awards_ending, pots, pots_import, two_people, virtual_lines
from commissioning.services.pots_import_places import Imported
from commissioning.services.two_people import Wanted
from commissioning.services.virtual_lines import Notice
from models.awards import Award
from models.ledger import LedgerEntry
from models.pots import Pot
from models.two_people import Held
from models.virtual_budgets import VirtualChange, VirtualLine
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

_STEP_WORDS = {
    PotAction.RETURN: "Hand back {amount} left in {pot}",
    PotAction.CARRY_FORWARD: "Carry forward {amount} left in {pot} to the next year’s pot",
    PotAction.PLEDGE: "Record that {amount} is pledged for {pot}",
}
POTS_NAMED = 5  # so many pots of a file are named in the sentence a second person reads


def give_back(actor: Actor, award: Award, amount: Pence, *, reason: str, key: str) -> Held | None:
    """Record that money paid came back; returns the proposal when it takes two people, None when it is recorded."""
    before = two_people.done_before(actor, EntryKind.RETURN, award.pot, f"return:{award.public_id}:{key}")
    if not two_people.is_needed(actor, amount, before):
        awards_ending.give_back(actor, award, amount, reason=reason, key=key)
        return None
    awards_ending.check_give_back(actor, award, amount)
    words = f"{amount} back from “{award.title}” to {_named(award.pot)}{rules.day_words(amount, before)}"
    payload = {"award": award.public_id, "amount": int(amount), "key": key}
    named = f"give_back:{award.public_id}:{key}"
    return two_people.propose(
        actor, Wanted("give_back", amount, words, reason, named, payload, pot_id=award.pot_id)
    )


@two_people.carries_out("give_back")
def _give_back(proposer: Actor, second: Actor, held: Held) -> LedgerEntry:
    award, amount = awards.get_award(held.payload["award"]), Pence(held.payload["amount"])
    return awards_ending.give_back(
        proposer, award, amount, reason=held.reason, key=held.payload["key"], second=second
    )


def change_pot(actor: Actor, pot: Pot, action: PotAction, *, reason: str) -> Held | None:
    """Take a pot one step; returns the proposal when its money takes two people, None when the step is taken."""
    amount = pots.moved_by(pot, action)
    if not two_people.is_needed(actor, amount):
        pots.change(actor, pot, action, reason=reason)
        return None
    pots.check_change(actor, pot, action, reason=reason)
    words = _STEP_WORDS[action].format(amount=amount, pot=_named(pot))
    start = f"pot_change:{pot.public_id}:{action}:"
    key = f"{start}{two_people.decided(start)}"
    payload = {"action": str(action)}
    return two_people.propose(
        actor, Wanted("pot_change", amount, words, reason.strip(), key, payload, pot_id=pot.id)
    )


@two_people.carries_out("pot_change")
def _change_pot(proposer: Actor, second: Actor, held: Held) -> LedgerEntry | None:
    pot, action = db.session.get_one(Pot, held.pot_id), PotAction(held.payload["action"])
    amount = pots.moved_by(pot, action)
    if amount != held.amount_pence:
        raise Refusal(
            f"It was {held.amount_pence} when this was proposed and is {amount} now. Refuse it, and propose it again."
        )
    return pots.change(proposer, pot, action, reason=held.reason, second=second)


def import_file(actor: Actor, data: bytes) -> tuple[Imported, Held | None]:
    """Import opening balances from a page; held whole when the file, or the day with it, takes two people."""
    checked = pots_import.import_file(actor, data, only_check=True)
    if checked.problems or checked.again:
        return checked, None
    befores = [two_people.done_before(actor, EntryKind.OPENING, pot, "") for pot in checked.there]
    before = Pence(sum(befores))
    if not two_people.is_needed(actor, checked.total, before):
        return pots_import.import_file(actor, data), None
    start = f"import:{hashlib.sha256(data).hexdigest()}:"
    key = f"{start}{two_people.turned_down(start)}"
    payload = {"file": base64.b64encode(data).decode("ascii")}
    reason = "Opening balances imported from a file"
    words = f"Import {checked.total} of opening balances: {_each(checked)}{rules.day_words(checked.total, before)}"
    return checked, two_people.propose(actor, Wanted("import", checked.total, words, reason, key, payload))


@two_people.carries_out("import")
def _import(proposer: Actor, second: Actor, held: Held) -> None:
    result = pots_import.import_file(proposer, base64.b64decode(held.payload["file"]), second=second)
    if result.again:
        raise Refusal("This file was imported meanwhile. Refuse it, so that it does not wait any longer.")
    if result.problems:
        raise Refusal(f"This file does not fit the books any more. {result.problems[0]}.")


def give_notice(actor: Actor, line: VirtualLine, notice: Notice, *, key: str) -> VirtualChange | Held:
    """Give notice of a change to a partner's own line; a large rise or cut waits for a second person."""
    standing = virtual_lines.check_notice(actor, line, notice)
    amount = Pence(abs(notice.wanted - standing.pledged))
    if not two_people.is_needed(actor, amount):
        return virtual_lines.give_notice(actor, line, notice)
    how = "Raise" if notice.wanted > standing.pledged else "Cut"
    words = (
        f"{how} {line.organisation.name}’s pledge to {line.budget.name}, {notice.year}, "
        f"from {standing.pledged} to {notice.wanted}, from {short_day(notice.from_day)}"
    )
    payload = {
        "line": line.public_id, "budget": line.budget.public_id, "year": notice.year, "wanted": int(notice.wanted),
        "before": int(standing.pledged), "from_day": notice.from_day.isoformat(), "owner": notice.shortfall_owner,
    }  # fmt: skip
    named = f"notice:{line.public_id}:{key}"
    return two_people.propose(
        actor, Wanted("notice", amount, words, notice.reason, named, payload, pot_id=line.budget.pot_id)
    )


@two_people.carries_out("notice")
def _give_notice(proposer: Actor, second: Actor, held: Held) -> None:
    told = held.payload
    line = virtual_lines.get_line_for(proposer, told["budget"], told["line"])
    notice = virtual_lines.notice_of(told, held.reason)
    standing = virtual_lines.check_notice(proposer, line, notice, given_at=held.proposed_at)
    if standing.pledged != told["before"]:
        raise Refusal(
            f"{standing.pledged} is pledged now, so this is another change. Refuse it, and give notice again."
        )
    virtual_lines.give_notice(proposer, line, notice, given_at=held.proposed_at, second=second)


def _named(pot: Pot) -> str:
    return f"{pot.name}, {pot.financial_year}"


def _each(checked: Imported) -> str:
    named = [f"{name} {amount}" for name, amount in list(checked.named.items())[:POTS_NAMED]]
    more = len(checked.named) - POTS_NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
