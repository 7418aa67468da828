"""Young advisors are asked before a decision; it waits for them; and they are told why when it goes against them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.advice import Followed, View
from commissioning.rules.decisions import Outcome
from commissioning.rules.interests import InterestKind
from commissioning.services import advice, advice_kept, advice_standing, decisions, interests
from commissioning.services.advice_needs import needs_for
from commissioning.services.decisions import decide
from models.advice import Advice, AdviceReply
from models.decisions import Decision
from models.people import Membership
from models.proposals import Proposal
from participation.rules.people import Role
from participation.rules.refusals import NotFound, Refusal
from tests.co_design_made import desk_reads, waiting_items
from tests.decisions_made import a_case, a_counted_round, proposal, verdict
from tests.proposals_made import actor, shortlisted

WHY = "Most of us cannot get to the quay on our own."
REPLY = "You said the quay is too far. A minibus from Millfield is now part of it."
ANSWER = {"reply": REPLY, "followed": Followed.ADOPTED}


def advise(name: str, view: View, words: str = WHY, about: Proposal | None = None) -> Advice:
    return advice.give(actor(name), about or proposal(), view, words)


def test_what_passes_its_check_goes_to_the_young_advisors(app, work):
    with work():
        found = shortlisted(title="Bike library")
        assert advice_standing.standing_of(found).advisors == 2
        assert [need.title for need in needs_for(actor("Asha"))] == ["What do you think of “Bike library”?"]
        assert needs_for(actor("Grace")) == []
        advise("Asha", View.SKIP, "")
        assert needs_for(actor("Asha")) == []
        with pytest.raises(NotFound):
            advice.get_to_advise(actor("Mei"), found.public_id)


def test_the_decision_waits_until_advice_has_come_or_its_day_has_passed(app, work):
    with work():
        a_counted_round()
        late = now()
        with clock.at(late - timedelta(days=2)):
            with pytest.raises(Refusal, match="have until"):
                decide(actor("Noor"), a_case(), verdict(a_case()))
            advise("Asha", View.SUPPORT)
            with pytest.raises(Refusal, match="being read first"):
                decide(actor("Noor"), a_case(), verdict(a_case()))
            desk_reads()
            with pytest.raises(Refusal, match="1 of 2 have"):
                decide(actor("Noor"), a_case(), verdict(a_case()))
            advise("Tomos", View.SKIP, "")
            made = decide(actor("Noor"), a_case(), verdict(a_case(), **ANSWER))
        assert "1 supports it." in advice_kept.kept_with(made).advice
        none = decide(actor("Noor"), a_case("Quiet garden"), verdict(a_case("Quiet garden")))
        assert "none was received by" in advice_kept.kept_with(none).advice


def test_hard_case_19_when_they_oppose_and_it_is_approved_the_reply_comes_before_publishing(app, work):
    with work():
        a_counted_round()
        advise("Asha", View.OPPOSE)
        advise("Tomos", View.SUPPORT, "It would be good for my brother.")
        desk_reads()
        case = a_case()
        for blank in ("", "   ", "noted"):
            with pytest.raises(Refusal, match="Tell them why") as refused:
                decide(actor("Noor"), case, verdict(case, reply=blank))
            assert refused.value.field == "reply"
        assert db.session.scalar(sa.select(Decision.id)) is None
        with pytest.raises(Refusal, match="whether you follow"):
            decide(actor("Noor"), case, verdict(case, reply=REPLY))
        with pytest.raises(Refusal, match="in part or not"):
            decide(actor("Noor"), case, verdict(case, reply=REPLY, followed=Followed.ADOPTED))
        made = decide(actor("Noor"), case, verdict(case, reply=REPLY, followed=Followed.PARTLY))
        kept = advice_kept.kept_with(made)
        assert (kept.opposed, kept.reply, kept.followed) == (True, REPLY, Followed.PARTLY)
        assert kept.advice.endswith("1 supports it and 1 opposes it.")
        assert "Asha" not in kept.advice


def test_hard_case_19_turning_down_what_they_oppose_is_answered_too(app, work):
    with work():
        a_counted_round()
        advise("Asha", View.OPPOSE)
        desk_reads()
        case = a_case()
        with pytest.raises(Refusal, match="Answer the young advisors"):
            decide(actor("Noor"), case, verdict(case, Outcome.REJECTED, reply=""))
        made = decide(actor("Noor"), case, verdict(case, Outcome.REJECTED, **ANSWER))
        assert advice_kept.kept_with(made).followed is Followed.ADOPTED


def test_their_words_wait_at_the_gate_and_name_nobody(app, work):
    with work():
        a_counted_round()
        advise("Asha", View.OPPOSE, "My dad would hit me if I went there.")
        assert advice_standing.said_on(proposal()) == []
        assert [item.priority for item in waiting_items()] == ["high"]
        assert advice_standing.standing_of(proposal()).views == ()
        desk_reads()
        assert [one.view for one in advice_standing.said_on(proposal())] == [View.OPPOSE]
        assert not hasattr(advice_standing.said_on(proposal())[0], "by")


def test_thinking_again_counts_and_what_was_said_first_is_kept(app, work):
    with work():
        a_counted_round()
        advise("Asha", View.OPPOSE)
        desk_reads()
        advise("Asha", View.SUPPORT_IF, "If there is a minibus.")
        assert advice_standing.standing_of(proposal()).being_read == 1
        desk_reads()
        assert advice_standing.standing_of(proposal()).views == (View.SUPPORT_IF,)
        assert db.session.scalar(sa.select(sa.func.count(Advice.id))) == 2
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.update(Advice).values(view=View.SUPPORT))


def test_who_gains_takes_no_part_and_after_the_decision_it_is_too_late(app, work):
    with work():
        a_counted_round()
        interests.declare(actor("Tomos"), proposal().public_id, InterestKind.FAMILY_OR_FRIEND)
        with pytest.raises(Refusal, match="declared an interest"):
            advise("Tomos", View.SUPPORT)
        assert advice_standing.standing_of(proposal()).advisors == 1
        assert all("Bike library" not in need.title for need in needs_for(actor("Tomos")))
        with pytest.raises(Refusal, match="Say why"):
            advise("Asha", View.OPPOSE, "no")
        decisions.decide(actor("Noor"), a_case(), verdict(a_case()))
        with pytest.raises((Refusal, NotFound)):
            advise("Asha", View.OPPOSE)
        assert len(db.session.scalars(sa.select(AdviceReply)).all()) == 1


def test_where_there_is_no_young_advisor_nothing_waits_for_one(app, work):
    with work():
        db.session.execute(sa.delete(Membership).where(Membership.role == Role.YOUNG_ADVISOR))
        db.session.expire_all()
        found = shortlisted(title="Bike library")
        assert advice_standing.standing_of(found).advisors == 0
