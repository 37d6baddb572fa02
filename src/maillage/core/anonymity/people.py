"""Names of people: after a civility, by a first name known here, or because the text says that someone is called so.

Not every capital is a name: « école Marie Curie », « Madame la bourgmestre » and « Maison de la Solidarité » name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from maillage.core.anonymity.first_names import AMBIGUOUS, FIRST_NAMES
from maillage.core.anonymity.kinds import Span
from maillage.core.anonymity.name_words import (
    AFTER_A_NAME,
    BETWEEN,
    CALLED,
    CIVILITIES,
    FUNCTIONS,
    INTRODUCED,
    LETTERED,
    NO_FAMILY_NAMES,
    NO_NAMES,
    OF_SOMEONE,
    ORGANISATIONS,
    PARTICLES,
    SEVERAL,
    SHORT,
)
from maillage.core.anonymity.nationalities import NATIONALITIES
from maillage.core.anonymity.words import Placed

LONGEST = 5
"""Words of the longest name."""
FARTHEST = 5
"""Words between a name and the school or street that bears it."""
_NO_FAMILY = NO_FAMILY_NAMES | ORGANISATIONS | NATIONALITIES
_NO_FAMILY_AFTER_INITIAL = NO_FAMILY_NAMES | NO_NAMES | ORGANISATIONS
_ALONE = FIRST_NAMES - AMBIGUOUS
_AGE = re.compile(r"[ \u00a0]?[,(][ \u00a0]?(?:âgée? de[ \u00a0])?\d{1,2}[ \u00a0\u202f]?ans(?!\w)\)?")
_BESIDE = " \u00a0\u202f«»\"“”'’ldLD"
"""What may part a school from the name that it bears."""
_DOT_OR_SPACE = re.compile(r"\.?[ \u00a0\u202f]{1,2}|\.")


def people(text: str, words: Sequence[Placed]) -> Iterator[Span]:
    at = 0
    while at < len(words):
        found = (
            _after_civility(text, words, at)
            or _called(words, at)
            or _family(words, at)
            or _by_first_name(text, words, at)
            or _by_initial(words, at)
        )
        if found:
            start, last, end = found
            yield words[start].start, end
            at = last
        at += 1


_Name = tuple[int, int, int]
"""Places of the first and the last word, and where the name ends in the text."""


def _after_civility(text: str, words: Sequence[Placed], at: int) -> _Name | None:
    """« Monsieur Diallo », « M. et Mme Dubois », « Messieurs Diop et Traoré », « mme benali »."""
    last = _civility(text, words, at)
    if last is None:
        return None
    if _plain(words, last + 1) in ("et", "ou") and last + 2 < len(words):
        last = next((second for second in [_civility(text, words, last + 2)] if second is not None), last)
    name = last + 1
    if name >= len(words) or not _DOT_OR_SPACE.fullmatch(words[name].before) or _is_function(words, name):
        return None
    end = _name_from(words, name)
    if end is None and not words[name].capital and _is_name_in_small_letters(words, last, name):
        end = name
    if end is None:
        return None
    if words[last].plain in SEVERAL and _plain(words, end + 1) == "et":
        end = _name_from(words, end + 2) or end
    return at, end, _with_dot(text, words[end])


def _is_function(words: Sequence[Placed], at: int) -> bool:
    """« Madame la bourgmestre », « Monsieur le Président », not « Monsieur Le Roux »."""
    if words[at].plain in ("la", "le", "l"):
        return not words[at].capital or _plain(words, at + 1) in FUNCTIONS
    return words[at].plain in FUNCTIONS


def _civility(text: str, words: Sequence[Placed], at: int) -> int | None:
    word = words[at]
    if word.plain in CIVILITIES:
        return at
    if word.text == "M" and (text[word.end : word.end + 1] == "." or _capital(words, at + 1)):
        return at
    if word.text == "Me" and _capital(words, at + 1):
        return at
    return None


def _is_name_in_small_letters(words: Sequence[Placed], civility: int, name: int) -> bool:
    plain = words[name].plain
    if plain in _ALONE:
        return True
    return words[civility].plain in SHORT and plain not in NO_NAMES and len(plain) > 2


def _name_from(words: Sequence[Placed], at: int) -> int | None:
    """The last word of a name that begins at `at`: capitals, initials, particles; None when there is none."""
    last: int | None = None
    for place in range(at, min(at + LONGEST, len(words))):
        word = words[place]
        if place > at and not (word.joined or _after_initial(words, place)):
            break
        if word.capital:
            if word.plain in NO_FAMILY_NAMES and not (word.plain in PARTICLES and _capital(words, place + 1)):
                break
            if last is not None and word.first and not _after_initial(words, place):
                break
            last = place
        elif word.plain not in (AFTER_A_NAME if last is not None else PARTICLES):
            break
    return last


def _after_initial(words: Sequence[Placed], place: int) -> bool:
    """K. Benali, J.-P. Lefèvre."""
    return (
        place > 0
        and len(words[place - 1].text) == 1
        and words[place - 1].capital
        and bool(_DOT_OR_SPACE.fullmatch(words[place].before.replace("-", "")))
    )


def _called(words: Sequence[Placed], at: int) -> _Name | None:
    """« prénommé Tesfay », « qui s’appelle Aminata »."""
    if at == 0 or not words[at].capital or not words[at].joined:
        return None
    before = words[at - 1].plain
    if before in INTRODUCED or (before in CALLED and _is_first_name(words[at])):
        last = _name_from(words, at)
        return None if last is None else (at, last, words[last].end)
    return None


def _family(words: Sequence[Placed], at: int) -> _Name | None:
    """« la famille Diallo », not « Famille heureuse » nor « famille Syrienne »."""
    word = words[at]
    if at == 0 or words[at - 1].text not in ("famille", "familles") or not word.joined:
        return None
    if not word.capital or word.all_capitals or word.plain in _NO_FAMILY:
        return None
    last = _name_from(words, at)
    return None if last is None else (at, last, words[last].end)


def _by_first_name(text: str, words: Sequence[Placed], at: int) -> _Name | None:
    """« Fatima Benali », « Fatima, 34 ans », « Emre K. », « BENALI Karim », or a first name that is nothing else."""
    word = words[at]
    if not _is_first_name(word) or _bears_the_name(words, at):
        return None
    start = at
    if at > 0 and word.joined and _is_family_before(words[at - 1]):
        start = at - 1
    last = _name_from(words, at) or at
    end = _with_dot(text, words[last])
    age = _AGE.match(text, end)
    if age:
        return start, last, age.end()
    if last > at or start < at or word.plain not in AMBIGUOUS:
        return start, last, end
    return None


def _by_initial(words: Sequence[Placed], at: int) -> _Name | None:
    """« K. Benali », « J.-P. Lefèvre », not « annexe B. Les gens »."""
    word = words[at]
    if len(word.text) != 1 or not word.capital or at + 1 >= len(words):
        return None
    name = at + 1
    if name + 1 < len(words) and _is_second_initial(words[name]):
        name += 1
    following = words[name]
    before = words[at - 1] if at > 0 else None
    if before and (before.plain in LETTERED or not word.joined or (before.capital and not before.first)):
        return None
    if following.before != ". " or not following.capital or len(following.text) < 3 or following.all_capitals:
        return None
    if following.plain in _NO_FAMILY_AFTER_INITIAL:
        return None
    last = _name_from(words, name)
    return None if last is None else (at, last, words[last].end)


def _is_second_initial(word: Placed) -> bool:
    """J.-P. Lefèvre."""
    return len(word.text) == 1 and word.capital and word.before in (".-", ". ", ".")


def _with_dot(text: str, word: Placed) -> int:
    """Where a name ends: after the dot of an initial."""
    return word.end + (len(word.text) == 1 and text[word.end : word.end + 1] == ".")


def _is_first_name(word: Placed) -> bool:
    """Capitalised and known, both halves of a compound (Jean-Pierre); InES and MAX are sigles."""
    if not word.capital or (word.all_capitals and len(word.text) < 4):
        return False
    if not word.all_capitals and not all(part[1:].islower() for part in re.split(r"[-'’]", word.text)):
        return False
    return all(part in FIRST_NAMES for part in word.plain.split())


def _is_family_before(word: Placed) -> bool:
    """« BENALI Karim », and inside a sentence « de Benali Karim »."""
    if not word.capital or len(word.text) < 3 or word.plain in _NO_FAMILY | CIVILITIES | FUNCTIONS:
        return False
    return word.all_capitals or not word.first


def _bears_the_name(words: Sequence[Placed], at: int) -> bool:
    """Whether a school, a street or an association bears this name."""
    for steps in range(1, FARTHEST + 1):
        place = at - steps
        if place < 0 or words[place + 1].before.strip(_BESIDE) or words[place + 1].first:
            return False
        word = words[place]
        if word.plain in ORGANISATIONS or set(word.plain.split()) & {"saint", "sainte"}:
            owned = steps == 2 and words[place + 1].plain in OF_SOMEONE
            return not owned or (word.capital and not word.first)
        if not (word.plain in BETWEEN or word.capital):
            return False
    return False


def _capital(words: Sequence[Placed], at: int) -> bool:
    return at < len(words) and words[at].capital


def _plain(words: Sequence[Placed], at: int) -> str:
    return words[at].plain if at < len(words) else ""
