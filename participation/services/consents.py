"""Keeping and taking back agreements. Nothing here is asked by anything that takes a child's words."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import ID_LETTERS, db, new_public_id
from app.keyed import keyed_digest
from app.sealed import place, seal, unseal
from app.times import local_date
from models.consents import Consent, YoungPerson
from models.people import User
from participation.rules import consents as rules
from participation.rules import consents_no as no_rules
from participation.rules.consents import Agreed, ConsentKind, NewConsent, Standing
from participation.rules.known import known
from participation.rules.passphrases import choose_words, tidy_words
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import consents_photos

PAGE = 50
KEEPERS = (Role.PARTICIPATION_WORKER,)


@dataclass(frozen=True)
class Record:
    """One record as it stands today, with its note opened."""

    consent: Consent
    standing: Standing
    note: str

    @property
    def can_take_back(self) -> bool:
        """Whether there is a yes (or a note) to take back."""
        return self.standing is Standing.IN_FORCE


def add_person(actor: Actor, called: str, band: AgeBand, username: str = "") -> tuple[YoungPerson, str]:
    """Begin somebody's page; returns it and, for somebody without an account, four words (kept as a digest only)."""
    rules.check_called(called)
    user = _account(username) if username else None
    words = "" if user else choose_words(secrets.randbelow)
    made = YoungPerson(
        user_id=user.id if user else None, reference=_new_reference(), called=called, age_band=band,
        come_back=_digest(words) if words else None, made_at=now(), made_by_id=known(actor),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("young_person.added", made, actor=actor)
    return made, words


def new_words(actor: Actor, person: YoungPerson) -> str:
    """Four new words for somebody without an account; the old ones no longer work."""
    if person.user_id is not None:
        raise Refusal("They sign in, so they see their page without words.")
    words = choose_words(secrets.randbelow)
    person.come_back = _digest(words)
    db.session.flush()
    audit.record("young_person.given_words", person, actor=actor)
    return words


def find(actor: Actor, text: str, page: int) -> tuple[list[YoungPerson], int]:
    """A page of the young people there are pages for, by name or reference, and how many there are."""
    query = sa.select(YoungPerson).where(_may_keep(actor))
    if text:
        query = query.where(
            sa.or_(
                YoungPerson.called.icontains(text, autoescape=True),
                YoungPerson.reference.icontains(text, autoescape=True),
            )
        )
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(YoungPerson.called, YoungPerson.id).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(rows)), total


def get_person_for(actor: Actor, public_id: str) -> YoungPerson:
    """One young person, for a worker; raises NotFound for anybody else."""
    query = sa.select(YoungPerson).where(YoungPerson.public_id == public_id, _may_keep(actor))
    found = db.session.scalar(query.options(joinedload(YoungPerson.user)))
    if found is None:
        raise NotFound
    return found


def own_page(actor: Actor) -> YoungPerson | None:
    """The page of somebody signed in, if a worker keeps one."""
    return db.session.scalar(sa.select(YoungPerson).where(YoungPerson.user_id == actor.user_id))


def by_words(typed: str) -> str | None:
    """The public id of the page these four words belong to."""
    digest = _digest(tidy_words(typed))
    return db.session.scalar(sa.select(YoungPerson.public_id).where(YoungPerson.come_back == digest))


def by_public_id(public_id: str) -> YoungPerson:
    """The page a browser opened with its words; raises NotFound once it is gone."""
    found = db.session.scalar(sa.select(YoungPerson).where(YoungPerson.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def records_of(person: YoungPerson) -> dict[ConsentKind, list[Record]]:
    """All four kinds, each newest first; a kind nobody asked about is an empty list."""
    found: dict[ConsentKind, list[Record]] = {kind: [] for kind in ConsentKind}
    query = sa.select(Consent).where(Consent.person_id == person.id).order_by(Consent.id.desc())
    rows = list(db.session.scalars(query.options(joinedload(Consent.recorded_by))))
    for consent in rows:
        found[consent.kind].append(Record(consent, _standing(consent, rows, person.age_band), _note(consent)))
    return found


def _standing(consent: Consent, rows: Sequence[Consent], band: AgeBand) -> Standing:
    """How one record stands today, beside everything else that was said of its kind (newest first)."""
    standing = rules.standing(
        consent.agreed, consent.until, taken_back=consent.withdrawn_at is not None, today=local_date(now())
    )  # fmt: skip
    if standing is not Standing.IN_FORCE or consent.kind is ConsentKind.GILLICK:
        return standing
    same = _of_kind(rows, consent.kind)
    over = no_rules.is_overruled(consent.kind, [_word(one) for one in same], same.index(consent), band)
    return Standing.OVERRULED if over else standing


def standing_nos(person: YoungPerson) -> dict[ConsentKind, str]:
    """What the young person said no to themselves and has not changed since, one for each kind."""
    rows = list(db.session.scalars(sa.select(Consent).where(Consent.person_id == person.id)))
    asked = no_rules.Word(Agreed.YES, rules.Giver.PARENT, photo="any")
    found = {
        kind: no_rules.standing_no(kind, [_word(one) for one in _of_kind(rows, kind)], asked)
        for kind in ConsentKind
    }
    return {
        kind: no.purpose for kind, no in found.items() if no is not None and kind is not ConsentKind.GILLICK
    }


def _of_kind(rows: Sequence[Consent], kind: ConsentKind) -> list[Consent]:
    """What was said of one kind, oldest first."""
    return sorted((one for one in rows if one.kind is kind), key=lambda one: one.id)


def _word(consent: Consent) -> no_rules.Word:
    return no_rules.Word(
        consent.agreed,
        consent.given_by,
        consent.withdrawn_at is not None,
        consent.purpose,
        consent.photo or "",
    )


def record(actor: Actor, person: YoungPerson, new: NewConsent) -> list[Consent]:
    """Write down what somebody agreed to, or did not; raises Refusal when something is missing.

    A yes to several pictures is a record for each, so that each can be taken back by itself.
    """
    rules.check_new(new, person.age_band, local_date(now()))
    consents_photos.check_in_them(person, new.photos)
    said = list(db.session.scalars(sa.select(Consent).where(Consent.person_id == person.id)))
    no_rules.check_no_is_heard(new, [_word(one) for one in _of_kind(said, new.kind)])
    return [_write(actor, person, new, photo) for photo in rules.photos_of(new) or (None,)]


def _write(actor: Actor, person: YoungPerson, new: NewConsent, photo: str | None) -> Consent:
    public_id = new_public_id()
    made = Consent(
        public_id=public_id, person_id=person.id, kind=new.kind, agreed=new.agreed, given_by=new.given_by,
        purpose=new.purpose, until=new.until if new.agreed is Agreed.YES else None, photo=photo,
        note=seal(new.note, _place(public_id)) if new.note else None, recorded_at=now(), recorded_by_id=known(actor),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("consent.recorded", made, actor=actor, kind=new.kind, agreed=new.agreed)
    return made


def take_back(actor: Actor, person: YoungPerson, consent_id: str) -> Consent:
    """Take one agreement back, by the young person or by a worker they told. It works at once, with no questions.

    Was the same thing agreed to more than once, each of these ends with it: it is the thing that stops. A second tap
    finds it done. The caller has checked that the actor may act for this page.
    """
    query = sa.select(Consent).where(Consent.person_id == person.id)
    rows = list(db.session.scalars(query))
    found = next((one for one in rows if one.public_id == consent_id), None)
    if found is None:
        raise NotFound
    if found.withdrawn_at is None:
        same = _of_kind(rows, found.kind)
        own = actor.user_id is None or actor.user_id == person.user_id
        too = no_rules.goes_too(
            found.kind, [_word(one) for one in same], same.index(found), by_themselves=own
        )
        for one in (found, *(same[n] for n in too if not _is_over(same[n]))):
            one.withdrawn_at, one.withdrawn_by_id = now(), actor.user_id
            db.session.flush()
            audit.record("consent.taken_back", one, actor=actor, kind=one.kind)
    return found


def _is_over(consent: Consent) -> bool:
    return consent.until is not None and consent.until < local_date(now())


def _may_keep(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.true() if actor.has(*KEEPERS) else sa.false()


def _account(username: str) -> User:
    user = db.session.scalar(sa.select(User).where(sa.func.lower(User.username) == username.lower()))
    if user is None:
        raise Refusal("Nobody signs in with that user name.", field="username")
    if db.session.scalar(sa.select(YoungPerson.id).where(YoungPerson.user_id == user.id)):
        raise Refusal("There is a page for them already.", field="username")
    return user


def _new_reference() -> str:
    """Seven letters nobody else has, like "kx4-7tn", to write on paper instead of a name."""
    while True:
        letters = "".join(secrets.choice(ID_LETTERS) for _ in range(6))
        reference = f"{letters[:3]}-{letters[3:]}"
        if not db.session.scalar(sa.select(YoungPerson.id).where(YoungPerson.reference == reference)):
            return reference


def _note(consent: Consent) -> str:
    return unseal(consent.note, _place(consent.public_id)) if consent.note else ""


def _place(public_id: str) -> str:
    return place("consents", public_id, "note", 1)


def _digest(words: str) -> str:
    return keyed_digest("about me", words)
