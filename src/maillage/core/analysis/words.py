"""Cuts a text into words: elisions, hyphens, sigles, inclusive spellings, numbers. Knows nothing of stems."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_TEXT = 20_000
MAX_WORD = 40
SHORT_TEXT = 200
"""Texts up to this length are names, streets and terms: they come back, and their words are remembered."""

_ELIDED = frozenset(
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"]
)
_APOSTROPHES = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "œ": "oe", "æ": "ae"}
)
_FEMININE = r"(?:e|ne|le|te|ve|fe|sse|trice|rice|euse|ère|ière|x)"

_SIGLE = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
"""C.P.A.S. and a.s.b.l: a dot after each letter."""
_MIDDLE_DOT = re.compile(r"(\w{2,})[·•∙‧]\w+(?:[·•∙‧]\w+)*")
"""étudiant·e·s"""
_BRACKETED = re.compile(rf"(\w{{2,}})\(-?(?:{_FEMININE}s?|s)\)(?:\(?s\)?)?(?!\w)")
"""apprenant(e)s"""
_SLASHED = re.compile(rf"(\w{{3,}})[./]-?{_FEMININE}(?:[./]?s)?(?!\w)")
"""directeur/trice, étudiant.e.s"""
_HYPHENED = re.compile(r"(\w{3,})-(?:e|trice|rice|euse|ère|ière)(?:-?s)?(?![\w-])")
"""animateur-trice, étudiant-e-s"""
_THOUSANDS = re.compile(r"(?<=\d)[.\u00a0\u202f](?=\d{3}(?!\d))")
"""1.180 and the BCE number 0412.345.678"""
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Soft hyphens, zero-width signs and marks of direction: a word pasted with them is the same word."""
_RUN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """`spelled`: lower case, accents kept. A compound is spelled in one piece and has `parts`: plate-forme."""

    spelled: str
    parts: tuple[str, ...] = ()


def words_of(text: str) -> list[Word]:
    """The words of a text, in order.

    >>> [word.spelled for word in words_of("L'accueil des étudiant·e·s au C.P.A.S.")]
    ['accueil', 'des', 'étudiant', 'au', 'cpas']
    """
    return list(_short(text) if len(text) <= SHORT_TEXT else _cut(text))


@lru_cache(maxsize=16_384)
def _short(text: str) -> tuple[Word, ...]:
    return _cut(text)


def _cut(text: str) -> tuple[Word, ...]:
    found = []
    for run in _RUN.findall(_prepared(text)):
        pieces = [piece for piece in map(_without_elision, run.split("-")) if piece]
        if len(pieces) == 1:
            found.append(Word(pieces[0][:MAX_WORD]))
        elif pieces:
            parts = tuple(piece[:MAX_WORD] for piece in pieces)
            found.append(Word("".join(pieces)[:MAX_WORD], parts))
    return tuple(found)


def _prepared(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT].translate(_APOSTROPHES)).lower()
    plain = _UNSEEN.sub("", plain).translate(_APOSTROPHES)
    if "." in plain:
        plain = _SIGLE.sub(lambda found: found.group().replace(".", ""), plain)
    plain = _THOUSANDS.sub("", plain)
    for spelling in (_MIDDLE_DOT, _BRACKETED, _SLASHED, _HYPHENED):
        plain = spelling.sub(r"\1", plain)
    return plain


def _without_elision(piece: str) -> str:
    """`l'accueil` is `accueil`; any other apostrophe joins: `prud'homme`, `aujourd'hui`, `entr'aide`."""
    *before, last = piece.split("'")
    while before and before[0] in _ELIDED:
        del before[0]
    return "".join([*before, last])
