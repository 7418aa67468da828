"""The reasons the demo's decisions give, and the names of those who sign for groups. Nobody real is any of them."""

from __future__ import annotations

REASONS = (
    "The vote was clear and so was the officer’s check. It reaches {who} soon, and costs little for what it gives.",
    "People who live there asked for it and will run it. Helping early here is cheaper and kinder than helping late.",
    "I asked what happens if we do nothing: {who} go on waiting. The group has the volunteers to start within weeks.",
    "It builds on something that works already, so most of the money goes straight to {who}.",
    "Two members told the meeting what this would mean to their own street. I found nothing in the figures against it.",
    "The group answered every question the officer asked of it. The safeguarding plan is simple and good.",
)
ELSE = (
    "A smaller award was thought about; it would have paid for the people and not for the room.",
    "Waiting for next year’s money was considered. Another winter without it seemed the dearer choice.",
    "The council could have run it itself. The group knows the families, and the council does not.",
    "Lending the equipment from another team was looked into; theirs is in use every week.",
)
LESS = (
    "The vote chose it and I agree. Some of the kit can be borrowed from a council team; that cost is taken out.",
    "I adopt this for two terms and not three, so that the group can show how it goes before it asks for the rest.",
)
CONDITIONS = (
    "A short note after each term: how many came, what they said, and what you would change.",
    "Two adults with current checks at every session, and the hall’s fire certificate seen before the first.",
)
NOT_THIS = (
    "The place it was for must mend its roof first. It told us so since the vote, and the vote chose this, so I say no "
    "for now: the money would have nowhere to go. I have asked the property team to look for another place and to "
    "write to the group by the end of the month."
)
TO_ADVISORS = (
    "One of you said that this is for people who have clubs already. You are right that they would come first. So the "
    "group must keep ten free places for people nobody has asked before, and tell you in March who came."
)
FREE_PLACES = (
    "Ten free places are kept for people nobody has asked before, and the group says in March who came."
)
THANKS_TO_ADVISORS = (
    "You said where it should be and when people have nothing to do. Both are in the agreement now, in your words. The "
    "group will tell you in March who came."
)
NOT_ELSE = "Holding the money until there is a place was considered; it would have kept it from ideas that are ready."
SIGNERS = (
    "Hana Reed",
    "Joseph Adeyemi",
    "Wren Castle",
    "Marta Nowak",
    "Callum Pryce",
    "Sunita Rao",
    "Ailsa Grant",
)
