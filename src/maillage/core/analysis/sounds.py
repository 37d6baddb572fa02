"""How a French word sounds, roughly: « psikologue » sounds as « psychologue », « logeman » as « logement »."""

from __future__ import annotations

import re

from maillage.core.analysis.stems import surface

SHORTEST = 4
"""Signs of the shortest sound that tells a word from others."""

_RULES = tuple(
    (re.compile(wrong), right)
    for wrong, right in (
        (r"ph", "f"),
        (r"^ps(?=[iy])", "s"),
        (r"(?<=[iy])ch(?=o)|ch(?=[lr])|ck|qu|q", "k"),
        (r"tion", "sion"),
        (r"s?c(?=[eiy])", "s"),
        (r"eau|au", "o"),
        (r"[ae]i|oe|eu", "e"),
        (r"[ae][mn](?![aeiouymn])", "an"),
        (r"[iy][mn](?![aeiouymn])", "in"),
        (r"gu(?=[eiy])", "gg"),
        (r"(?<!g)g(?=[eiy])", "j"),
        (r"c(?!h)", "k"),
        (r"[zx]", "s"),
        (r"y", "i"),
        (r"(?<!c)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?:[stdxp]|e[rsz]?)+$", ""),
    )
)


def sound(word: str) -> str:
    """A key that words sounding alike share; empty where it would tell too little.

    >>> sound("logement") == sound("lojeman"), sound("français") == sound("fransé")
    (True, True)
    """
    found = surface(word.replace("ç", "s"))
    for wrong, right in _RULES:
        found = wrong.sub(right, found)
    return found if len(found) >= SHORTEST else ""
