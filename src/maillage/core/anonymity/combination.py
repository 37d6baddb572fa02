"""A precise nationality, a place and a family together: in a small place they point at someone (invariant 8 of the field).

Each alone says nothing: « les Érythréens de Namur », « une mère seule avec quatre enfants » are everyone and nobody. So only
a nationality in the singular counts, with a capitalised place and a family told in the same sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from maillage.core.anonymity.kinds import Span
from maillage.core.anonymity.name_words import NO_FAMILY_NAMES
from maillage.core.anonymity.nationalities import COUNTRIES, NATIONALITIES
from maillage.core.anonymity.words import Placed

_HOW_MANY = r"(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)"
_FAMILY = re.compile(
    rf"(?<!\w)(?:{_HOW_MANY}[ \u00a0\u202f](?:jeunes?|petite?s?|grande?s?|autres?)?[ \u00a0]?"
    r"(?:enfants?|fils|filles?|garçons?|bébés?|jumeaux|jumelles|ados?|mineure?s?)"
    r"|(?:s[eao]n?s?|leurs?)[ \u00a0](?:\w{1,12}[ \u00a0])?(?:enfants?|fils|filles?|bébé|jumeaux|jumelles|nourrisson)"
    r"|(?:mère|père|maman|papa|parent)[ \u00a0](?:seule?|célibataire|isolée?|solo|veuve|veuf)"
    r"|jumeaux|jumelles|triplés|triplées|enceinte|veuve|veuf|célibataire|divorcée?)(?!\w)",
    re.IGNORECASE,
)
_ONE_OF_IT = re.compile(
    r"(?<!\w)(?:couple|père|mère|maman|papa|femme|homme|dame|jeune|famille|monsieur)(?!\w)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?;\n…]")
_NOWHERE = NATIONALITIES | COUNTRIES | NO_FAMILY_NAMES
_PLACED = frozenset(["de", "a", "d", "habitant", "habitante", "habite", "sur", "pres", "en"])
_ONE = frozenset("un le l ce cet du au son mon notre votre leur seul jeune pere papa monsieur homme".split())  # noqa: SIM905
_OF_A_LANGUAGE = frozenset(["en", "d", "de", "parle", "parlant", "cours"])


def combinations(text: str, words: Sequence[Placed]) -> Iterator[tuple[Span, Span]]:
    """The whole, and in it the nationality: without that word the rest tells little."""
    starts = [word.start for word in words]
    for at, word in enumerate(words):
        if _is_one(words, at):
            start, end = _sentence(text, word)
            family = [found.span() for found in _FAMILY.finditer(text, start, end)]
            inside = range(bisect_left(starts, start), bisect_left(starts, end)) if family else ()
            places = [words[place] for place in inside if _is_place(words, place)]
            if family and places:
                parts = [*family, *((one.start, one.end) for one in places), (word.start, word.end)]
                first, last = min(part[0] for part in parts), max(part[1] for part in parts)
                whose = [found.start() for found in _ONE_OF_IT.finditer(text, max(start, first - 12), first)]
                yield (min([first, *whose]), last), (word.start, word.end)


def _is_one(words: Sequence[Placed], at: int) -> bool:
    """A nationality of one person, not of several (« les Polonais ») nor a language (« en arabe »)."""
    word = words[at]
    if word.plain not in NATIONALITIES:
        return False
    before = [one.plain for one in words[max(0, at - 3) : at]]
    elided = word.before.strip().lower().removesuffix("’").removesuffix("'")
    if not word.capital and ((before and before[-1] in _OF_A_LANGUAGE) or elided == "d"):
        return False
    if word.plain.endswith("s"):
        return elided == "l" or not _ONE.isdisjoint(before)
    return True


def _is_place(words: Sequence[Placed], at: int) -> bool:
    word = words[at]
    if not word.capital or word.all_capitals:
        return False
    elided = word.before.strip().lower().rstrip("’'")
    return word.plain not in _NOWHERE and (
        elided == "d" or (at > 0 and words[at - 1].plain in _PLACED and word.joined)
    )


def _sentence(text: str, word: Placed) -> Span:
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, word.start - 300), word.start)]
    after = _SENTENCE_END.search(text, word.end, word.end + 300)
    start = before[-1] if before else max(0, word.start - 300)
    return start, after.start() if after else min(len(text), word.end + 300)
