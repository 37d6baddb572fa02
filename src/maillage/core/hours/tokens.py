"""A line of hours cut into the words and signs that matter, each with its place in what was typed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from maillage.core.hours.slots import LAST_WEEK


class Kind(Enum):
    DAY = auto()
    EVERY_DAY = auto()
    NTH = auto()
    OF_MONTH = auto()
    PART_OF_DAY = auto()
    TIME = auto()
    OUTSIDE_HOLIDAYS = auto()
    ALL_YEAR = auto()
    EXCEPT = auto()
    FROM = auto()
    TO = auto()
    DASH = auto()
    AND = auto()
    ARTICLE = auto()
    COMMA = auto()
    SEMICOLON = auto()
    COLON = auto()
    STOP = auto()
    BRACKET = auto()
    UNKNOWN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` are places in the line as typed; `number` is a weekday or a week of the month."""

    kind: Kind
    start: int
    end: int
    number: int = 0
    time: dt.time = dt.time(0)


DAYS = (
    ("lundi", "lun", "lu"),
    ("mardi", "mar", "ma"),
    ("mercredi", "mer", "me"),
    ("jeudi", "jeu", "je"),
    ("vendredi", "ven", "ve"),
    ("samedi", "sam", "sa"),
    ("dimanche", "dim", "di"),
)
_DAY_NUMBERS = {name: number for number, names in enumerate(DAYS) for name in (*names, f"{names[0]}s")}
_NTH_WORDS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "dernier": LAST_WEEK}
_NTH_NUMBERS = {name: number for word, number in _NTH_WORDS.items() for name in (word, f"{word}s")}
_HOLIDAYS = r"(?:(?:les |des |pendant les )?(?:vacances(?: scolaires)?|conges? scolaires?))"

# What comes first wins. A space stands for any number of them.
_PATTERNS = (
    (Kind.OUTSIDE_HOLIDAYS, rf"(?:hors|sauf|en dehors) {_HOLIDAYS}\b"),
    (Kind.ALL_YEAR, r"toute l'annee\b"),
    (Kind.EVERY_DAY, r"(?:tous les|chaque) jours?\b"),
    (Kind.OF_MONTH, r"(?:du|de chaque) mois\b"),
    (Kind.PART_OF_DAY, r"(?:matin|apres(?:-| )midi|soir)s?\b"),
    (Kind.NTH, r"(?P<nth>\d{1,2}) ?(?:ers?|emes?|iemes?|es?|nds?|os?|°)(?![a-z0-9])"),
    (
        Kind.TIME,
        r"(?:(?P<noon>midi)|(?P<hour>\d{1,2})(?:"
        r" ?(?:heures?|hrs?|h)(?![a-z])(?: ?(?P<after>\d{2})(?! ?(?:h(?:eures?|rs?)?(?![a-z])|:|\.\d|\d)))?(?: ?min)?"
        r"|(?:\.| ?: ?)(?P<past>\d{2})(?: ?h(?:eures?)?)?"
        r")?)(?![\da-z])",
    ),
    (Kind.EXCEPT, r"sauf\b"),
    (Kind.FROM, r"(?:du|des|de)\b"),
    (Kind.TO, r"(?:jusqu'au?|au|a)\b"),
    (Kind.AND, r"(?:et|puis)\b|[&+/]"),
    (Kind.ARTICLE, r"(?:tous les|les|le|chaque)\b"),
    (Kind.DASH, r"-+>?"),
    (Kind.COMMA, r","),
    (Kind.SEMICOLON, r";"),
    (Kind.COLON, r":"),
    (Kind.STOP, r"\."),
    (Kind.BRACKET, r"[()]"),
    (Kind.UNKNOWN, r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+\w*|\S"),
)


def _any_spaces(pattern: str) -> str:
    return re.sub(r" (?![*)])", " +", pattern.replace(" ?", " *")).replace("| )", "| +)")


_TOKENS = [(kind, re.compile(_any_spaces(pattern))) for kind, pattern in _PATTERNS]
_WORD = re.compile(r"([a-z]+)(\.(?!\d))?")
_DASHES = "‐‑‒–—―−"
_SIGNS = str.maketrans({**dict.fromkeys(_DASHES, "-"), "’": "'", "•": "-", "·": "-"})


def folded(line: str) -> str:
    """The line without accents or capitals, sign for sign: places in it are places in what was typed."""
    return "".join(_folded_sign(sign) for sign in line)


def _folded_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", sign.translate(_SIGNS))[:1].lower()
    return bare if len(bare) == 1 else sign


def tokens(line: str) -> Iterator[Token]:
    """The tokens of a line, then one of kind `END`. What nobody understands is `UNKNOWN`, never left out."""
    text = folded(line)
    position = len(text) - len(text.lstrip(" -*"))
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        token = _named(text, position) or _signed(text, position)
        yield token
        position = token.end
    yield Token(Kind.END, len(text), len(text))


def _named(text: str, position: int) -> Token | None:
    """A weekday, with the point of its abbreviation, or « premier », « dernier »."""
    word = _WORD.match(text, position)
    if word is None:
        return None
    if (weekday := _DAY_NUMBERS.get(word[1])) is not None:
        return Token(Kind.DAY, position, word.end(), number=weekday)
    if (week := _NTH_NUMBERS.get(word[1])) is not None:
        return Token(Kind.NTH, position, word.end(1), number=week)
    return None


def _signed(text: str, position: int) -> Token:
    for kind, pattern in _TOKENS:
        if found := pattern.match(text, position):
            return _valued(kind, found)
    raise AssertionError(f"a sign without a token at {position}: {text!r}")


def _valued(kind: Kind, found: re.Match[str]) -> Token:
    """The token, with the hour or the week it says; one that does not exist, « 25h » or « 7e », is `UNKNOWN`."""
    if kind is Kind.TIME:
        hour, minute = int(found["hour"] or 12), int(found["after"] or found["past"] or 0)
        if hour < 24 and minute < 60:
            return Token(kind, found.start(), found.end(), time=dt.time(hour, minute))
        return Token(Kind.UNKNOWN, found.start(), found.end())
    if kind is Kind.NTH:
        week = int(found["nth"])
        return Token(kind if 1 <= week <= 4 else Kind.UNKNOWN, found.start(), found.end(), number=week)
    return Token(kind, found.start(), found.end())
