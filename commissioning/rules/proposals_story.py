"""An idea's journey in words: which stop it is at, what happens next, and what each event is called."""

from __future__ import annotations

from commissioning.rules.proposals import Action, State

STOPS = ("idea", "checked", "talked_about", "voted", "decided", "under_way", "done", "learned")

S, A = State, Action
_STOP: dict[State, str] = {
    S.DRAFT: "idea", S.CO_DESIGN: "idea", S.MERGED: "idea",
    S.SUBMITTED: "checked", S.RETURNED: "checked", S.REFUSED: "checked",
    S.SHORTLISTED: "talked_about", S.IN_ROUND: "voted", S.RECOMMENDED: "decided", S.NOT_CHOSEN: "voted",
    S.APPROVED: "under_way", S.PART_APPROVED: "under_way", S.DECLINED: "decided", S.UNDER_WAY: "under_way",
    S.DONE: "done", S.LEARNED: "learned", S.LAPSED: "under_way", S.WITHDRAWN: "idea",
}  # fmt: skip

_ENDED: dict[State, str] = {
    S.REFUSED: "Not taken further",
    S.NOT_CHOSEN: "Not chosen this time",
    S.DECLINED: "Not approved",
    S.LAPSED: "Not taken up in time",
    S.WITHDRAWN: "Withdrawn by those who wrote it",
    S.MERGED: "Joined to another idea",
}

STATE_WORDS: dict[State, str] = {
    S.DRAFT: "Draft",
    S.CO_DESIGN: "Taking shape",
    S.SUBMITTED: "Being checked",
    S.RETURNED: "Returned to change",
    S.REFUSED: "Refused",
    S.SHORTLISTED: "Waiting for a vote",
    S.IN_ROUND: "Being voted on",
    S.RECOMMENDED: "Recommended",
    S.NOT_CHOSEN: "Not chosen",
    S.APPROVED: "Approved",
    S.PART_APPROVED: "Approved in part",
    S.DECLINED: "Not approved",
    S.UNDER_WAY: "Under way",
    S.DONE: "Done",
    S.LEARNED: "Done, with learning shared",
    S.LAPSED: "Lapsed",
    S.WITHDRAWN: "Withdrawn",
    S.MERGED: "Merged",
}

# How each state is marked; the words beside the mark always say it too.
MEANINGS: dict[State, str] = {
    S.DRAFT: "plain", S.CO_DESIGN: "open", S.MERGED: "plain",
    S.SUBMITTED: "waiting", S.RETURNED: "waiting", S.REFUSED: "stopped",
    S.SHORTLISTED: "waiting", S.IN_ROUND: "open", S.RECOMMENDED: "going", S.NOT_CHOSEN: "stopped",
    S.APPROVED: "good", S.PART_APPROVED: "partly",
    S.DECLINED: "stopped", S.UNDER_WAY: "going", S.DONE: "good", S.LEARNED: "good", S.LAPSED: "stopped",
    S.WITHDRAWN: "plain",
}  # fmt: skip

_NEXT: dict[State, str] = {
    S.DRAFT: "Finish it and send it in. Until then only the people who write it can see it.",
    S.CO_DESIGN: "Others may suggest changes, ask and comment. Then the people writing it send it in to be checked.",
    S.RETURNED: "It is changed as asked by the person who proposed it, and sent in again.",
    S.REFUSED: "It stops here. The reason is below, and a new idea is always welcome.",
    S.SHORTLISTED: "It passed its check. Next the team and young advisors talk about it, then it joins a vote.",
    S.IN_ROUND: "It is in a vote. The result comes out once voting has closed and the votes are counted.",
    S.RECOMMENDED: "The vote recommended it. Next the decision-maker agrees, changes it or says no, with reasons.",
    S.NOT_CHOSEN: "The vote did not choose it this time. The result page says why, and it can be proposed again.",
    S.APPROVED: "It was approved. Next the group is offered the money and begins.",
    S.PART_APPROVED: "Part of it was approved. Next the group is offered that money and begins.",
    S.DECLINED: "It was not approved. The reason is below.",
    S.UNDER_WAY: "It is happening. Next the group says how it went.",
    S.DONE: "It happened. Next the people it was for say what they thought.",
    S.LEARNED: "It happened, and what was learned is shared.",
    S.LAPSED: "It was not taken up in time, so the money went back to the pot.",
    S.WITHDRAWN: "It was withdrawn. The record of it is kept.",
    S.MERGED: "Its group joined it to another idea. This page is kept as it was. Support does not go along: whoever "
    "supports the joined idea says so on its own page.",
}

# How an idea that was put forward again had ended, or where it is after all (a withdrawal is for its own page).
EARLIER_WORDS: dict[State, str] = {
    **dict.fromkeys(State, "It was put forward before."),
    S.NOT_CHOSEN: "It was put forward before, and the vote did not choose it then.",
    S.DECLINED: "It was put forward before, and was not approved then.",
    S.LAPSED: "It was put forward before, and was not taken up in time then.",
    **dict.fromkeys(
        (S.APPROVED, S.PART_APPROVED, S.UNDER_WAY, S.DONE, S.LEARNED),
        "It was put forward before, and has been approved since.",
    ),
}

EVENT_WORDS: dict[Action, str] = {
    A.OPEN_UP: "Opened for others to help shape",
    A.SHOW_CHANGES: "Changes shown to others",
    A.SUBMIT: "Sent in",
    A.PASS: "Passed its check",
    A.RETURN: "Returned to change",
    A.REFUSE: "Refused",
    A.PUT_IN_ROUND: "Put to the vote",
    A.TAKE_OUT: "Taken out of the vote",
    A.RECOMMEND: "Recommended by the vote",
    A.NOT_CHOOSE: "Not chosen by the vote",
    A.APPROVE: "Approved",
    A.PART_APPROVE: "Approved in part",
    A.DECLINE: "Not approved",
    A.BEGIN: "Got under way",
    A.FINISH: "Done",
    A.SHARE_LEARNING: "Learning shared",
    A.LAPSE: "Lapsed",
    A.WITHDRAW: "Withdrawn",
    A.MERGE: "Joined to another idea",
    A.KEEP_BACK: "Read first, and not passed on",
}

NO_VERDICT = "The vote came to no verdict"

_GOOD = frozenset({A.PASS, A.RECOMMEND, A.APPROVE, A.PART_APPROVE, A.FINISH, A.SHARE_LEARNING})
_STOPPED = frozenset({A.REFUSE, A.NOT_CHOOSE, A.DECLINE, A.LAPSE, A.WITHDRAW})

# Which stop of the line an event reaches (for the date written under it).
STOP_REACHED: dict[Action, str] = {
    A.PASS: "checked", A.RETURN: "checked", A.REFUSE: "checked", A.PUT_IN_ROUND: "talked_about", A.RECOMMEND: "voted",
    A.NOT_CHOOSE: "voted",
    A.APPROVE: "decided", A.PART_APPROVE: "decided", A.DECLINE: "decided", A.BEGIN: "under_way", A.FINISH: "done",
    A.SHARE_LEARNING: "learned",
}  # fmt: skip

OVER = frozenset({S.REFUSED, S.NOT_CHOSEN, S.DECLINED, S.LAPSED, S.WITHDRAWN, S.LEARNED, S.MERGED})

BEING_READ = (
    "It is being read by someone whose job is to keep people safe. Then the commissioning officer checks it. "
    "Until it has been read nobody else can see it."
)
BEING_READ_FIRST = (
    "It is being read by someone whose job is to keep people safe. Then others can see it and help shape it."
)
NEWER_BEING_READ = (
    "Your newer words are being read by someone whose job is to keep people safe. "
    "Until then others go on reading version {shown}."
)
NOT_PASSED_ON = (
    "Somebody whose job is to keep people safe has read this, and did not pass it on as it is. You can change the "
    "words and send it in again. If you are not sure what to change, ask the participation worker."
)
NOT_SHOWN = (
    "Somebody whose job is to keep people safe has read your newest words, and did not pass them on as they are. "
    "You can change them and show them again. If you are not sure what to change, ask the participation worker."
)


RETURNED_TO_YOU = "Change what was asked for. Then it is sent in again."


def stop_of(state: State, came_from: State | None = None) -> str:
    """Where on the line the idea is; something withdrawn or lapsed stays at the stop it had reached."""
    if state in {S.WITHDRAWN, S.LAPSED} and came_from is not None:
        return _STOP[came_from]
    return _STOP[state]


def ended_words(state: State) -> str | None:
    """What the line says where it ends early, or None while it goes on."""
    return _ENDED.get(state)


def next_words(
    state: State, *, being_read: bool, due: str = "", shown: int = 0, kept: bool = False, own: bool = False
) -> str:
    """What happens next, in a sentence or two. `due` is the day the check is due, already in words; `shown` the number
    of the version others read while the newest is being read, 0 when there is none. `kept`: the newest was read, and
    stays at the desk. `own`: said to who writes it.
    """
    if kept:
        return f"{NOT_SHOWN} Others go on reading version {shown}." if shown else NOT_SHOWN
    if state is S.CO_DESIGN and being_read:
        return NEWER_BEING_READ.format(shown=shown) if shown else BEING_READ_FIRST
    if state is S.SUBMITTED:
        return BEING_READ if being_read else f"A commissioning officer checks it by {due}."
    return RETURNED_TO_YOU if own and state is S.RETURNED else _NEXT[state]


def event_title(action: Action, *, by_person: bool) -> str:
    """What an event is called. Nobody took an idea out of a vote that came to no verdict: the count put it back."""
    return NO_VERDICT if action is A.TAKE_OUT and not by_person else EVENT_WORDS[action]


def event_kind(action: Action) -> str:
    """Whether an event reads as good news, as the end, or as a plain step."""
    return "good" if action in _GOOD else "stopped" if action in _STOPPED else "plain"
