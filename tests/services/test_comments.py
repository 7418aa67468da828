"""Questions and comments: the gate first, then a moderator; hostile words are never shown and go to the desk."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.services import comments, comments_moderating
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_design_needs import needs_for
from models.audit import AuditEvent
from models.comments import Comment
from models.jobs import OutboxMessage
from models.proposals import Proposal
from participation.rules.gate import Decision, Letting, Outcome, WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, triage
from tests.co_design_made import desk_reads, join, talked_about, waiting_items
from tests.proposals_made import actor, drafted
from tests.told_made import told

HOSTILE = "Kieran from Millfield should go back home, we don't want his kind here. He is scum."
DISCLOSURE = "I like this because my step-dad hits me when I am home alone."


def say(
    proposal: Proposal, by: str, words: str = "Is it free?", kind: CommentKind = CommentKind.QUESTION
) -> Comment:
    return comments.say(actor(by), proposal, kind, words)


def show(comment: Comment) -> None:
    comments_moderating.moderate(actor("Pia"), comment, Moderation.SHOWN)


def shown(proposal: Proposal, reader: str = "Erin") -> list[str]:
    return [one.words for one in comments.shown_on(actor(reader), proposal)]


def everywhere(proposal: Proposal) -> str:
    """All that anybody but the desk could come upon."""
    readers = [actor(name) for name in ("Mei", "Grace", "Carol", "Pia", "Ben", "Tomos", "Noor")]
    pages = [comments.shown_on(one, proposal) for one in readers]
    lines = [needs_for(one) for one in readers] + [comments_moderating.to_moderate(one) for one in readers]
    letters = db.session.scalars(sa.select(OutboxMessage.body)).all()
    trail = [event.details for event in db.session.scalars(sa.select(AuditEvent))]
    rows = [one.__dict__ for one in db.session.scalars(sa.select(Comment))]
    return repr([pages, lines, letters, trail, rows])


def test_a_question_waits_for_the_desk_then_for_the_moderator_then_is_answered(app, work):
    with work():
        proposal = talked_about()
        asked = say(proposal, "Asha")
        assert (shown(proposal), comments_moderating.to_moderate(actor("Pia"))) == ([], [])
        desk_reads()
        assert shown(proposal) == []
        assert [one.words for one in comments_moderating.to_moderate(actor("Pia"))] == ["Is it free?"]
        show(asked)
        assert shown(proposal) == ["Is it free?"]
        assert comments.shown_on(actor("Ben"), proposal)[0].who == "A young person"
        assert [need.title for need in needs_for(actor("Mei"))] == [
            "Answer a question about “Bike library at the quay”"
        ]
        reply = comments.say(
            actor("Mei"), proposal, CommentKind.ANSWER, "Yes, always.", answers=asked.public_id
        )
        show(reply)
        said = comments.shown_on(actor("Ben"), proposal)
        assert [(one.words, [answer.words for answer in one.answers]) for one in said] == [
            ("Is it free?", ["Yes, always."])
        ]
        assert needs_for(actor("Mei")) == []


def test_everybodys_words_are_moderated_also_a_councillors(app, work):
    with work():
        proposal = talked_about()
        made = say(proposal, "Cllr Idris", "A fine idea.", CommentKind.COMMENT)
        assert waiting_items() == []
        assert shown(proposal) == []
        comments_moderating.moderate(actor("Pia"), made, Moderation.NOT_SHOWN, "This is about another idea.")
        assert shown(proposal) == []
        told = comments.mine_not_shown(actor("Cllr Idris"), proposal)
        assert [(one.moderation, one.reason) for one in told] == [
            (Moderation.NOT_SHOWN, "This is about another idea.")
        ]
        with pytest.raises(Refusal, match="decided already"):
            show(made)


def test_hard_case_29_hostile_words_about_a_named_child_are_never_shown_and_are_routed_as_peer_harm(
    app, work
):
    with work():
        proposal = talked_about()
        said = say(proposal, "Tomos", HOSTILE, CommentKind.COMMENT)
        item = waiting_items()[0]
        assert (item.priority, "peer_harm" in item.raised_by) == ("high", True)
        assert "Kieran" not in everywhere(proposal)
        opened = triage.open_item(actor("Sam"), item.public_id)
        assert opened.texts[0].said == HOSTILE
        assert getattr(opened.writer, "name", "") == "Tomos"  # both children are looked after
        with pytest.raises(NotFound):
            comments_moderating.get_to_moderate(actor("Pia"), said.public_id)
        decision = Decision(Outcome.REFERRED, "Racist words about a named boy.", "R-29", Letting.KEEP, {})
        triage.decide(actor("Sam"), item.public_id, decision, after=0)
        assert "Kieran" not in everywhere(proposal)
        assert shown(proposal) == []
        assert comments.mine_not_shown(actor("Tomos"), proposal)[0].moderation is Moderation.NOT_SHOWN


def test_hard_case_29_words_the_desk_or_a_seat_let_pass_go_back_when_the_moderator_sees_harm(app, work):
    with work():
        proposal = talked_about()
        made = say(
            proposal,
            "Cllr Idris",
            "That lad Jo from the flats is trouble, like all of them.",
            CommentKind.COMMENT,
        )
        comments_moderating.moderate(actor("Pia"), made, Moderation.PEER_HARM)
        item = waiting_items()[0]
        assert (item.priority, item.raised_by, item.written_by) == (
            "high", ["peer_harm"], actor("Cllr Idris").public_id,
        )  # fmt: skip
        assert "Jo from" not in everywhere(proposal)
        assert not gate.is_released(WordsKind.COMMENT, made.public_id)
        desk_reads()  # even let through by mistake, it does not show
        assert shown(proposal) == []


def test_hard_case_1_a_disclosure_in_a_comment_goes_the_safeguarding_way(app, work):
    with work():
        proposal = talked_about()
        say(proposal, "Asha", DISCLOSURE, CommentKind.COMMENT)
        item = waiting_items()[0]
        assert (item.kind, item.priority) == (WordsKind.COMMENT, "high")
        assert db.session.scalar(
            sa.select(sa.func.count()).where(OutboxMessage.to_user_id == actor("Sam").user_id)
        )
        assert "step-dad" not in everywhere(proposal)
        decision = Decision(
            Outcome.REFERRED, "Referred at once; the words stay here.", "MASH-1", Letting.KEEP, {}
        )
        triage.decide(actor("Sam"), item.public_id, decision, after=0)
        assert comments_moderating.to_moderate(actor("Pia")) == []
        assert shown(proposal) == []


def test_what_shows_can_be_taken_down_but_nobody_moderates_their_own(app, work):
    with work():
        proposal = talked_about()
        made = say(proposal, "Grace")
        show(made)
        comments_moderating.moderate(
            actor("Pia"), made, Moderation.NOT_SHOWN, "It named a private person after all."
        )
        assert shown(proposal) == []
        own = say(proposal, "Pia")
        assert comments_moderating.to_moderate(actor("Pia")) == []
        with pytest.raises(NotFound):
            comments_moderating.get_to_moderate(actor("Pia"), own.public_id)


def test_only_authors_answer_and_only_what_shows(app, work):
    with work():
        proposal = talked_about()
        asked = say(proposal, "Grace")
        with pytest.raises(Refusal, match="does not show"):
            comments.say(actor("Mei"), proposal, CommentKind.ANSWER, "Yes.", answers=asked.public_id)
        show(asked)
        with pytest.raises(Refusal, match="Only the people writing"):
            comments.say(actor("Ben"), proposal, CommentKind.ANSWER, "Yes.", answers=asked.public_id)
        with pytest.raises(NotFound):
            comments.get_readable(actor("Grace"), drafted("Cllr Idris").public_id)


def test_who_wrote_it_is_told_when_it_does_not_show_and_when_it_is_answered(app, work):
    with work():
        proposal = talked_about()
        asked, rude = say(proposal, "Asha"), say(proposal, "Ben", "It is a daft idea.", CommentKind.COMMENT)
        hostile = say(proposal, "Tomos", HOSTILE, CommentKind.COMMENT)
        desk_reads()
        show(asked)
        comments_moderating.moderate(
            actor("Pia"), rude, Moderation.NOT_SHOWN, "Say what would make it better."
        )
        comments_moderating.moderate(actor("Pia"), hostile, Moderation.PEER_HARM)
        assert (told("Ben"), told("Asha")) == (["Something you wrote is not shown"], [])
        assert told("Tomos") == []  # the desk speaks to them
        reply = comments.say(
            actor("Mei"), proposal, CommentKind.ANSWER, "Yes, it is free.", answers=asked.public_id
        )
        desk_reads()
        assert told("Asha") == []  # nobody can read the answer yet
        show(reply)
        assert told("Asha") == ["Your question has an answer"]


def test_a_question_is_asked_again_when_its_only_answer_does_not_show(app, work):
    def asked(name: str) -> list[str]:
        return [need.path for need in needs_for(actor(name)) if "Answer" in need.title]

    def answer(by: str, words: str = "Yes, it is free.") -> Comment:
        return comments.say(actor(by), proposal, CommentKind.ANSWER, words, answers=question.public_id)

    with work():
        proposal = drafted("Asha")
        join(proposal, "Asha", "Tomos", "Mei")
        desk_reads()
        drafts.open_up(actor("Asha"), proposal.public_id)
        desk_reads()
        question = say(proposal, "Grace")
        show(question)
        assert asked("Mei") == asked("Asha") != []
        unkind = answer("Mei", "That is a daft question.")
        assert asked("Mei") == asked("Asha") == []  # it may still show
        comments_moderating.moderate(actor("Pia"), unkind, Moderation.NOT_SHOWN, "Answer it kindly, please.")
        assert asked("Mei") == asked("Asha") != []
        answer("Asha")
        assert asked("Mei") == []
        desk_reads(Letting.KEEP)
        assert asked("Mei") == asked("Asha") != []
        shows = answer("Mei")
        show(shows)
        assert asked("Mei") == asked("Asha") == []
        comments_moderating.moderate(actor("Pia"), shows, Moderation.NOT_SHOWN, "It is not free after all.")
        assert asked("Mei") == asked("Asha") != []


def test_whoever_answered_a_question_that_is_taken_down_hears_that_and_finds_the_answer_told_of(app, work):
    with work():
        idea, mei = talked_about("Mei"), actor("Mei")
        asked = say(idea, "Grace")
        show(asked)
        for words in ("Yes, always.", "Also on Sundays."):
            show(comments.say(mei, idea, CommentKind.ANSWER, words, answers=asked.public_id))
        comments_moderating.moderate(actor("Pia"), asked, Moderation.NOT_SHOWN, "It names a neighbour.")
        letters = sa.select(OutboxMessage.to_user_id, OutboxMessage.path).where(
            OutboxMessage.subject == "An answer of yours is not shown any more"
        )
        assert [tuple(row) for row in db.session.execute(letters)] == [
            (mei.user_id, f"/proposals/{idea.public_id}/talk")
        ]
        assert [(one.kind, one.reason) for one in comments.mine_not_shown(mei, idea)] == [
            (CommentKind.ANSWER, "The question it answers does not show any more.")
        ] * 2
        assert [one.reason for one in comments.mine_not_shown(actor("Grace"), idea)] == [
            "It names a neighbour."
        ]
        assert (shown(idea), comments.mine_not_shown(actor("Ben"), idea)) == ([], [])
