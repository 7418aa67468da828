"""First names children and parents here often have, in small letters, so that a name is noticed without its capital.

Chosen by us from everyday knowledge, not copied from any register. A name that is also an ordinary English word in
small letters (will, grace, may, mark, rose, hope, jack, amber, summer) is left out: it is noticed by its capital or by
the words around it.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    "aaliyah aaron abdul abdullah abigail adam adrian ahmed aidan aimee aisha alan albert aleksandra alessia alex "
    "alexander alexandra alfie ali alice alicia alina alisha alison amara amelia amina amira amy ana andrea andrei "
    "andrew andrzej angela anita anna annabelle anthony antonio anya archie arjun arlo arthur asha ashley ava "
    "ayaan ayesha barbara beatrice ben benjamin bethany bilal brandon brian bronwyn caitlin callum cameron "
    "caroline catherine charles charlie charlotte chidi chloe christine christopher ciara claire connor courtney "
    "daniel danielle darren david deborah declan denise diego dominic donna dylan edward eilidh eleanor "
    "elena elijah eliza elizabeth ella ellie elliot elliott elsie emily emma emmanuel eoin erin ethan eva evan evelyn "
    "evie ezra farah fatima fatoumata felix fiona francesca freddie freya gabriel gareth gary gemma "
    "geoffrey george giulia graham gwen hamza hannah hannan harley harriet harry haseeb hassan "
    "heidi helen henry hugo ibrahim imogen imran ines isaac isabel isabella isabelle isla ismail ivan jacob "
    "jaiden jake jakub james jamie jamal jana jane janet jason jaxon jayden jaydon jennifer jeremiah "
    "jessica joanna joanne joe joel john jonathan joseph joshua josh julia julie kacper kai karen karim kate "
    "katie katherine kayleigh kayla keira kevin khadija kieran kimberley kofi krystal kwame kyle lacey laila "
    "lara laura lauren layla leah leila leo leon lewis lexi liam linda lisa lola louie louis louise luca "
    "lucas lucy luke lydia lyra maddison madison maisie maja malik marcel marcus margaret maria mariam marta martha "
    "martin maryam matilda matthew maya megan mehmet mia michael michelle miguel millie mohammad mohammed "
    "molly muhammad musa mustafa myles nadia naomi natalia natalie natasha nathan nathaniel neil niamh nia nicola "
    "nicole nikita noah noor oliver olivia olu omar oscar owen patricia patrick paul pawel penelope peter phoebe "
    "phillip pippa piotr priya rachel rafael rahul rania ranveer raphael rashid ravi rebecca reece "
    "reuben rhiannon rhys richard riley roberto robert rohan ronnie rory rosie rupert ryan safiya sam "
    "samantha samir samuel sara sarah scarlett sean sebastian seren shabnam shane shannon sharon siobhan sofia "
    "sonia sophia sophie stacey stephanie stephen steven stuart sumaya susan suzanne tamara tariq tegan "
    "teddy temi thea theo theodore thomas tiana tiffany tobias toby tomas tomasz tracey tyler tyrese valentina "
    "vanessa vikram vincent wayne wesley wiktor william xander yasmin yusuf zac zach zachary zainab "
    "zahra zara zayn zoe zofia zuzanna".split()
)
