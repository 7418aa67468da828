"""Being helped to say it: what support was given, and who may put words into English. Help never changes the words."""

from __future__ import annotations

from enum import StrEnum

from participation.rules.refusals import Refusal


class Support(StrEnum):
    """One kind of help to say it."""

    READ_OUT = "read_out"
    WROTE_DOWN = "wrote_down"
    SUPPORTER = "supporter"
    INTERPRETER = "interpreter"
    BSL = "bsl"
    MAKATON = "makaton"
    AAC = "aac"
    EASY_READ = "easy_read"
    SYMBOLS = "symbols"
    WELSH = "welsh"
    OTHER_LANGUAGE = "other_language"
    FOR_THEM = "for_them"


SUPPORT_WORDS: dict[Support, str] = {
    Support.WROTE_DOWN: "I wrote down what they said, word for word",
    Support.READ_OUT: "I read the questions out",
    Support.SUPPORTER: "Somebody they trust was with them",
    Support.EASY_READ: "Easy Read",
    Support.SYMBOLS: "Symbols or picture cards",
    Support.AAC: "A talker or another communication aid (AAC)",
    Support.MAKATON: "Makaton",
    Support.BSL: "British Sign Language",
    Support.INTERPRETER: "An interpreter",
    Support.WELSH: "They spoke or wrote Welsh",
    Support.OTHER_LANGUAGE: "They spoke or wrote another language",
    Support.FOR_THEM: "I said what I saw, for a child who could not say it (not their words)",
}


class Translator(StrEnum):
    """Who put the words into English. A relative may be the one who is feared, so never a relative (hard case 23)."""

    INTERPRETER = "interpreter"
    WORKER = "worker"
    SERVICE = "service"
    FAMILY = "family"


TRANSLATOR_WORDS: dict[Translator, str] = {
    Translator.INTERPRETER: "A trained interpreter",
    Translator.WORKER: "A worker who speaks the language",
    Translator.SERVICE: "A translation service, in writing",
    Translator.FAMILY: "A relative or a friend",
}


NEVER_FAMILY = "A relative or friend cannot be the translator: a child may be speaking about them."
# Whom a form offers. A relative is never offered, and is refused with the reason if sent all the same.
TRANSLATORS_OFFERED = {who: words for who, words in TRANSLATOR_WORDS.items() if who is not Translator.FAMILY}


def check_translation(original: str, translation: str, language: str, translator: str) -> None:
    """Raise Refusal, naming the field, unless a translation has its original, its language and somebody apart."""
    if translator == Translator.FAMILY:
        raise Refusal(
            f"{NEVER_FAMILY} Send the words as they are, without a translation, and ask for an interpreter.",
            field="translator",
        )  # fmt: skip
    if not translation:
        return
    if not original:
        raise Refusal("Write their own words first, in their own language.", field="words")
    if not language:
        raise Refusal("Say which language their own words are in.", field="language")
    if not translator:
        raise Refusal("Say who put it into English.", field="translator")


def check_later_translation(original: str, translation: str, translator: str) -> None:
    """Raise Refusal, naming the field, for a translation by a relative or one that is the words themselves."""
    if translator == Translator.FAMILY:
        raise Refusal(
            f"{NEVER_FAMILY} Ask an interpreter.",
            field="translator",
        )
    if translation in original.split("\n\n"):
        raise Refusal(
            "These are the words as they were said. Write them in the other language.", field="words"
        )
