"""First names children and parents here often have, in small letters, so that a name is noticed without its capital.

Chosen by us from everyday knowledge, not copied from any register. A name that is also an ordinary English word in
small letters (will, grace, may, mark, rose, hope, jack, amber, summer) is left out: it is noticed by its capital or by
the words around it.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    "aaliyah aaron abdul abdullah abigail adam adrian ahmed aidan aimee aisha al alan albert aleksandra alessia alex "
    "alexander alexandra alfie ali alice alicia alina alisha alison amara amelia amina amira amy ana andrea andrei "
    "andrew andrzej angela anita anna annabelle anthony antonio anya archie arjun arlo arthur asha ashley ava ayaan "
    "ayesha bailey barbara beatrice ben benjamin bethany bilal blake bobby brandon brian bronwyn brooke caitlin "
    "callum cameron carlos caroline carter catherine chantelle charles charlie charlotte chidi chloe christine "
    "christopher ciara ciaran claire cody connor conor courtney dan daniel danielle danny darren david dawid deborah "
    "declan denise diego diya dominic donna dylan edward eilidh eleanor elena elijah eliza elizabeth ella ellie "
    "elliot elliott ellis elsie emilia emily emma emmanuel enzo eoin erin ethan eva evan evelyn evie ezra farah "
    "fatima fatoumata felix fiona francesca francois frankie freddie freya gabriel gareth gary gemma geoffrey george "
    "gethin giulia gosia graham gwen hamza hannah hannan harley haroon harriet harry haseeb hassan heidi helen henry "
    "hugo ibrahim idris ilyas imogen imran ines inigo isaac isabel isabella isabelle isla ismail ivan jacob jagoda "
    "jaiden jake jakub jamal james jamie jana jane janet jason jaxon jayden jaydon jennifer jeremiah jessica jimmy jo "
    "joanna joanne joe joel john johnny jonathan jose joseph josh joshua jude julia julie jurgen kacper kaden kai "
    "kaiden karen karim kate katherine katie kayla kayleigh keira kevin khadija kian kieran kimberley kofi krystal "
    "kwame kyle kyra lacey laila lara laura lauren layla leah leila leo leon lewis lexi liam linda lisa lola louie "
    "louis louise luca lucas lucy lukasz luke lydia lyra mackenzie maddie maddison madison maisie maja malik marcel "
    "marcus margaret maria mariam marta martha martin maryam mateusz matilda matthew maya mckenzie megan mehmet mia "
    "miah micah michael michal michelle miguel millie milosz misha mohammad mohammed molly muhammad musa mustafa "
    "myles nadia naomi natalia natalie natasha nathan nathaniel neil nia niamh nicola nicole nikita noah noel noor "
    "oliver olivia olu omar oscar owain owen patricia patrick paul pawel penelope peter phillip phoebe piotr pippa "
    "priya rachel rafael rafal rahul rania ranveer raphael rashid ravi rebecca reece renee reuben rhiannon rhys "
    "richard riley robert roberto rohan ronnie rory rosie rupert ryan safiya sam samantha samir samuel sara sarah "
    "scarlett sean sebastian seren shabnam shane shannon sharon sian sinead siobhan sofia sonia sophia sophie soren "
    "stacey stanislaw stephanie stephen steven stuart sumaya susan suzanne tamara tariq teddy tegan temi thea theo "
    "theodore thomas tiana tiffany tobias toby tomas tomasz tracey ty tyler tyrese valentina vanessa vikram vincent "
    "wayne wesley wiktor william wojciech xander yasmin yusuf zac zach zachary zahra zainab zara zayn zoe zofia "
    "zoltan zuzanna".split()
)
