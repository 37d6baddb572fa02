"""Dates of birth: a date beside a word of birth. Other dates say nothing of anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.core.anonymity.kinds import Span

MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
)
_S = r"[ \u00a0\u202f]{1,3}"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:\d{{1,2}}[ ]?[./-][ ]?\d{{1,2}}[ ]?[./-][ ]?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|\d{{1,2}}(?:er)?{_S}(?:{MONTHS})(?!\w)(?:{_S}{_YEAR}(?!\d))?)"
)
_MONTH = rf"(?:(?:{MONTHS}){_S})?{_YEAR}(?!\d)"
_BORN = r"(?<!\w)(?:né|née|nés|nées|né\(e\)|né[·.]e|nee)(?!\w)"
_BIRTH = (
    r"(?<!\w)(?:date de naissance|naissance|DDN|anniversaire)(?!\w)"
    r"[ \u00a0]{0,2}:?(?:[ \u00a0]{0,2}(?:le|du|est le)(?!\w))?"
)
_PATTERNS = (
    re.compile(rf"{_BORN},?{_S}(?:(?:à|en|au){_S}[^\s\d,.;]{{1,30}},?{_S})?(?:le{_S})?{_DAY}", re.IGNORECASE),
    re.compile(rf"{_BORN}{_S}(?:(?:à|en|au){_S}[^\s\d,.;]{{1,30}},?{_S})?en{_S}{_MONTH}", re.IGNORECASE),
    re.compile(rf"{_BIRTH}[ \u00a0]{{0,2}}{_DAY}", re.IGNORECASE),
    re.compile(rf"°[ ]?{_DAY}", re.IGNORECASE),
)


def birth_dates(text: str) -> Iterator[Span]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.span()
