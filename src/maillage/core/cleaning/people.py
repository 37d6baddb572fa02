"""Names of people at work: civilities, family name in capitals, « M. et Mme », two people in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maillage.core.cleaning.flags import Flag, check

LONGEST = 80
_CIVILITY = re.compile(
    r"^(?:m\.?|mr\.?|mme\.?|mmes|mlle\.?|mrs\.?|monsieur|madame|mademoiselle|messieurs|mesdames|dr\.?|docteur|me\.?|ma[îi]tre)\s+",
    re.IGNORECASE,
)
_COUPLE = re.compile(
    r"^(?:m\.?|mr\.?|monsieur|mme\.?|madame)\s*(?:et|&|/)\s*(?:m\.?|mr\.?|monsieur|mme\.?|madame)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;|\n]\s*|\s+(?:et|&)\s+|\s+/\s+|\s*/\s*(?=[A-ZÉÈ])")
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*|\s+[–-]\s+(.*)$")
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "van",
        "von",
        "den",
        "der",
        "ter",
        "el",
        "al",
        "ben",
        "di",
        "da",
        "dos",
    ]
)
_NOBODY = frozenset({"", "-", "/", "?", "x", "n/a", "na", "néant", "neant", "aucun", "inconnu", "idem"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. `aside` is what stood in brackets (a function, often)."""

    given: str
    family: str
    aside: str = ""

    @property
    def whole(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class CleanedPeople:
    people: tuple[PersonName, ...]
    flags: tuple[Flag, ...] = ()


def looks_like_person(text: str) -> bool:
    """Two to four capitalised words without digits, or a civility in front."""
    if any(sign.isdigit() for sign in text) or "@" in text or len(text) > 60:
        return False
    if _CIVILITY.match(text) or _COUPLE.match(text):
        return True
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)


def clean_people(text: str) -> CleanedPeople:
    """Everyone a cell names. « M. et Mme Dupont » gives one name and a question."""
    if text.strip().lower() in _NOBODY:
        return CleanedPeople(())
    couple = _COUPLE.match(text)
    if couple:
        person = _taken_apart(text[couple.end() :])
        return CleanedPeople((person,), (check("« M. et Mme » : deux personnes ? Une seule est reprise."),))
    people = [_taken_apart(piece) for piece in _BETWEEN.split(text) if _bare(piece)]
    people = _with_shared_family(people)
    flags: list[Flag] = []
    if len(people) > 1:
        flags.append(check(f"{len(people)} personnes dans la même cellule : chacune est reprise."))
    kept = [person for person in people if 0 < len(person.family) <= LONGEST and len(person.given) <= LONGEST]
    if len(kept) < len(people):
        flags.append(check("Ce nom est trop long pour être celui d’une personne : il n’est pas repris."))
    return CleanedPeople(tuple(kept), tuple(flags))


def _bare(text: str) -> str:
    return _CIVILITY.sub("", text.strip()).strip(" ,.")


def _taken_apart(text: str) -> PersonName:
    """« DUPONT Anne », « Dupont, Anne », « Anne Dupont », « Mme Anne van den Bergh (directrice) »."""
    found = _ASIDE.search(text)
    aside = next((part for part in found.groups() if part), "") if found else ""
    bare = _bare(_ASIDE.sub(" ", text))
    if "," in bare:
        family, _, given = (part.strip() for part in bare.partition(","))
        return PersonName(_cased(given), _cased(family), aside.strip())
    words = bare.split()
    if len(words) < 2:
        return PersonName("", _cased(bare), aside.strip())
    given_words, family_words = _split(words)
    return PersonName(_cased(" ".join(given_words)), _cased(" ".join(family_words)), aside.strip())


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Capitals are the family name where only some words have them; else what follows the first name."""
    capitals = [
        word for word in words if (len(word) > 1 and word.isupper() and word.isalpha()) or _all_caps(word)
    ]
    if capitals and len(capitals) < len(words):
        first, last = words.index(capitals[0]), len(words) - 1 - words[::-1].index(capitals[-1])
        while first > 0 and words[first - 1].lower() in _PARTICLES:
            first -= 1
        family = words[first : last + 1]
        return [*words[:first], *words[last + 1 :]], family
    for position, word in enumerate(words[1:], 1):
        if word.lower().strip("'’") in _PARTICLES:
            return words[:position], words[position:]
    return words[:1], words[1:]


def _all_caps(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _cased(text: str) -> str:
    """DUPONT-LEROY becomes Dupont-Leroy; what has small letters already is left alone."""
    if not _all_caps(text):
        return text
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), text)


def _with_shared_family(people: list[PersonName]) -> list[PersonName]:
    """« Anne et Jean Dupont »: Anne alone has no family name of hers; the next one's serves."""
    done: list[PersonName] = []
    for position, person in enumerate(people):
        following = people[position + 1] if position + 1 < len(people) else None
        if not person.given and following and following.given:
            person = PersonName(person.family, following.family, person.aside)
        done.append(person)
    return done
