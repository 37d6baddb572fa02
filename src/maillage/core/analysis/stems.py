"""From words to tokens: Snowball's stemmers, then what French inflection needs beyond them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import Stemmer

from maillage.core.analysis.irregulars import FORMS, KEPT, KEPT_BASE
from maillage.core.analysis.words import words_of
from maillage.core.folding import fold

LANGUAGES = {"fr": "french", "nl": "dutch", "de": "german", "en": "english"}
MARKS = {language: f"0{language[0]}" for language in LANGUAGES}
"""First signs of a stem: no surface starts with a zero and a letter, so stems never meet surfaces, nor the stems of
another language (« cours » in English is « cour »)."""

_LATIN = re.compile(r"[a-z]+")
_NOT_TOKEN = re.compile(r"[^a-z0-9]")
_LONE_MARK = re.compile(r"^0+(?=[a-z])")
_SILENT_S = re.compile(r"[aiou]s$")
_ENDINGS = (
    (re.compile(r"c?qu$"), "c"),
    (re.compile(r"gu$"), "g"),
    (re.compile(r"(i|eu)f$"), r"\1v"),
    (re.compile(r"y$"), "i"),
)


@lru_cache(maxsize=65_536)
def surface(word: str) -> str:
    """The word without accents, as a token; letters that are not Latin become their code points.

    >>> surface("Égalité"), surface("سلام")
    ('egalite', 'x0633x0644x0627x0645')
    """
    plain = fold(word).replace(" ", "")
    coded = _NOT_TOKEN.sub(lambda sign: f"x{ord(sign.group()):04x}", plain)
    return _LONE_MARK.sub("", coded)


@lru_cache(maxsize=65_536)
def stems(word: str, language: str = "fr") -> frozenset[str]:
    """The stems of a word in one language, as spelled and without accents; none for numbers, other scripts, and
    languages without a stemmer here, which are found by their very forms.

    >>> sorted(stems("étrangères"))
    ['0fetrang']
    """
    plain = surface(word)
    if language not in LANGUAGES or not _LATIN.fullmatch(plain):
        return frozenset()
    spellings = {word, plain}
    if language == "fr":
        found = {stem for spelling in spellings for stem in _french(spelling, plain)}
    else:
        found = {_bare(surface(_stemmer(language).stemWord(spelling))) for spelling in spellings}
    return frozenset(MARKS[language] + stem for stem in found if stem)


def index_tokens(text: str, language: str = "fr") -> list[str]:
    """Every token under which a text is found, stems beside their surface, in the order of the words."""
    found: list[str] = []
    for word in words_of(text):
        for spelled in (word.spelled, *word.parts):
            found += _tokens_of(spelled, language)
    return found


@lru_cache(maxsize=65_536)
def _tokens_of(spelled: str, language: str) -> tuple[str, ...]:
    return tuple(token for token in (*sorted(stems(spelled, language)), surface(spelled)) if token)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(LANGUAGES[language])


def _french(spelling: str, plain: str) -> set[str]:
    base = KEPT_BASE.get(plain, plain)
    if base in KEPT:
        return {base}
    return {_french_stem(form) for form in _masculines(FORMS.get(plain, spelling))}


def _masculines(word: str) -> list[str]:
    """The masculine singular forms that a feminine may answer to: formatrice, travailleuse, conseillère."""
    singular = word.removesuffix("s")
    if len(singular) < 6:
        return [word]
    if singular.endswith("trice"):
        return [singular.removesuffix("rice") + "eur"]
    if singular.endswith("euse"):
        return [singular.removesuffix("se") + "r", singular.removesuffix("se") + "x"]
    if singular.endswith(("ère", "ere")):
        return [singular[:-3] + "er"]
    if word.endswith("ers"):
        return [word, singular]
    return [word]


def _french_stem(word: str) -> str:
    stem = surface(_stemmer("fr").stemWord(word))
    if len(stem) > 3 and _SILENT_S.search(stem):
        stem = stem[:-1]
    stem = _bare(stem)
    if len(stem) > 2:
        for ending, instead in _ENDINGS:
            stem = ending.sub(instead, stem)
    return stem


def _bare(stem: str) -> str:
    """Without the mute e that a missing accent leaves at the end: `delegue` typed for `délégué`."""
    shorter = stem.rstrip("e")
    return shorter if len(shorter) > 2 else stem
