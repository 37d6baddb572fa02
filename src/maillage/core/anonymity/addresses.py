"""Where someone lives: a street with its number, on either side. A street alone is a place like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.core.anonymity.dates import MONTHS
from maillage.core.anonymity.kinds import Span

_S = r"[ \u00a0\u202f]"
_PLAIN = r"rue|ruelle|avenue|av\.|boulevard|bd\.?|bld\.?|chaussée|chée|impasse|allée|venelle|drève"
_OTHER = r"place|pl\.|quai|route|square|clos|chemin|sentier|cité|résidence|parvis|esplanade|montagne|thier"
_TYPE = rf"(?<![\w-])(?:(?P<plain>{_PLAIN})|{_OTHER})(?![\w-])"
_SMALL = frozenset(
    "de du des la le les à aux au en et sur sous l d van den der ter von saint sainte".split()  # noqa: SIM905
)
_WORD = r"(?!n[°º]|no[.\s]|numéro|nr[.\s])[^\s\d,;:!?()]{1,30}"
_UNIT = (
    r"h\b|heures?|ans?\b|enfants?|personnes?|familles?|places?|euros?|€|%|mois|jours?|semaines?|minutes?|km|m²|mètres?|"
    + MONTHS
)
_NUMBER = (
    r"(?:n[°ºo]\.?|numéro|nr\.?)?[ \u00a0\u202f]{0,2}(?P<number>\d{1,4})(?:[ ]?[a-gi-zA-GI-Z](?!\w)|[ ]?bis(?!\w))?"
    r"(?:/\d{1,4})?(?:[ ]?,?[ ]?(?:bte|boîte|bt)\.?[ ]?\d{1,4})?"
)
_FOLLOWED = rf"(?![\w/:])(?!{_S}{{0,2}}(?:{_UNIT}))(?![.,]\d)"
_STREET_FIRST = re.compile(
    rf"{_TYPE}{_S}(?P<name>(?:{_WORD}{_S}){{0,6}}{_WORD})(?:{_S}?,{_S}?|{_S}){_NUMBER}{_FOLLOWED}",
    re.IGNORECASE,
)
_NAMED = r"[^\W\d_a-zß-öø-ÿœ][^\s\d,;:!?().]{0,30}"
_NUMBER_FIRST = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,4}})(?:[ ]?[a-zA-Z](?=[ ,]))?(?:{_S}?,{_S}?|{_S})(?i:{_TYPE})"
    rf"(?:{_S}(?:de|du|des|la|le|les|aux|van|den|der)(?!\w)|{_S}?[lLdD][’'])*{_S}?"
    rf"(?P<name>{_NAMED}(?:{_S}{_NAMED}|{_S}(?:de|du|des|la|le|les|van|den|der|sur){_S}{_NAMED}){{0,3}})"
)
_NUMBER_BEFORE_PLAIN = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,4}})(?:{_S}?,{_S}?|{_S})(?:{_PLAIN})(?![\w-])"
    rf"{_S}(?:(?:de|du|des)(?:{_S}(?:la|les))?{_S}|(?:de{_S})?[ld][’']){_WORD}",
    re.IGNORECASE,
)
_DUTCH = re.compile(
    rf"(?<!\w)[A-Z][\w-]{{1,30}}(?:straat|laan|plein|weg|lei|dreef|steenweg|kaai)(?:{_S}?,{_S}?|{_S}){_NUMBER}{_FOLLOWED}"
)


def addresses(text: str) -> Iterator[Span]:
    for found in _STREET_FIRST.finditer(text):
        if _is_a_name(found["name"], plain=bool(found["plain"])) and not _is_year(found["number"]):
            yield found.span()
    for pattern in (_NUMBER_FIRST, _NUMBER_BEFORE_PLAIN):
        for found in pattern.finditer(text):
            if not _is_year(found["number"]):
                yield found.start(), found.start() + len(found[0].rstrip(" .’'"))
    for found in _DUTCH.finditer(text):
        yield found.span()


def _is_a_name(name: str, *, plain: bool) -> bool:
    """Capitals and small words, or at most two words in small letters after a type that is nothing but a street's."""
    words = [word for part in name.split() for word in re.split(r"[’']", part) if word]
    telling = [word for word in words if word.lower() not in _SMALL]
    if not telling or words[-1].lower() in _SMALL:
        return False
    low = [word for word in telling if not word[0].isupper() and word[0].isalpha()]
    small = len(words) > len(telling) or "-" in name
    return not low or (plain and len(telling) <= 2 and len(low) == len(telling) and small)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
