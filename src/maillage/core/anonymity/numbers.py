"""Numbers that are someone's: national number, telephone, account, file, plate; and e-mail addresses.

Every pattern is bounded or walks a text once: no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.core.anonymity.kinds import Span
from maillage.core.cleaning.phones import in_belgian_form

_SPACE = r"[ \u00a0\u202f]"
_GAP = rf"{_SPACE}{{0,2}}"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

_NATIONAL = re.compile(
    r"(?<![\d/])(\d{2})([. \u00a0\u202f-]{0,2})(\d{2})([. \u00a0\u202f-]{0,2})(\d{2})[. \u00a0\u202f-]{0,3}(\d{3})"
    r"[. \u00a0\u202f-]{0,2}(\d{2})(?!\d)"
)
_PRINTED = re.compile(r"\d\d\.\d\d\.\d\d ?- ?\d{3}[.-]\d\d")

_BETWEEN = r"[ \u00a0\u202f./()·-]{0,3}"
_BELGIAN_ABROAD = re.compile(rf"(?<![\w+])(?:\+|00){_GAP}32(?:{_BETWEEN}\d){{8,10}}(?!\d)")
_ABROAD = re.compile(rf"(?<![\w+])(?:\+|00){_GAP}[1-9](?:{_BETWEEN}\d){{7,13}}(?!\d)")
_MOBILE = re.compile(rf"(?<![\w.,/])0{_BETWEEN}4(?:{_BETWEEN}\d){{8}}(?!\d)")
_FIXED = re.compile(rf"(?<![\w.,/])0(?:{_BETWEEN}\d){{8}}(?!\d)")
_WITHOUT_ZERO = re.compile(
    rf"(?<!\w)(?:GSM|tél\.?|tel\.?|téléphone|portable)(?!\w)[^\d\n.!?]{{0,25}}"
    rf"(?P<id>4[5-9]\d(?:{_BETWEEN}\d){{6}})(?!\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d|[./-])")
_COMPANY = re.compile(r"[01]\d{3}\.\d{3}\.\d{3}")

_IBAN = re.compile(
    rf"\bBE\d\d(?:[ .\u00a0\u202f-]?\d{{4}}){{3}}(?!\d)|\b[A-Z]{{2}}\d\d(?:{_SPACE}?[A-Z0-9]{{4}}){{2,7}}"
    rf"(?:{_SPACE}?[A-Z0-9]{{1,3}})?\b"
)
_PLATE = re.compile(r"(?<![\w-])[1-9]([ -])[A-Z]{3}\1\d{3}(?![\w-])")

_NUMBER_SIGN = r"(?:n[°ºo]\.?|numéro|num\.|nr\.?|réf\.?)"
_ANYWHERE = re.IGNORECASE
_SIGN_BETWEEN = rf"{_GAP}(?:{_NUMBER_SIGN})?{_GAP}:?{_GAP}(?:{_NUMBER_SIGN})?{_GAP}"
_LETTERS = r"(?:[A-Z]{1,4} (?=\d)|[A-Za-z]{1,4}[./-]?)?"
_IDENTIFIER = rf"(?P<id>{_LETTERS}(?:\d{{1,2}} \d{{3}} \d{{3}}|\d(?:[./-]?[A-Za-z0-9]){{2,20}}))(?!\w)"
_FILE = (
    re.compile(
        rf"(?<!\w)(?:(?:{_NUMBER_SIGN}|référence){_GAP}(?:de{_SPACE}|du{_SPACE})?)?dossiers?{_SIGN_BETWEEN}{_IDENTIFIER}",
        _ANYWHERE,
    ),
    re.compile(rf"(?<!\w)(?:réf\.|référence|matricule|badge|passeport){_SIGN_BETWEEN}{_IDENTIFIER}", _ANYWHERE),
    re.compile(rf"(?<!\w)(?:S\.?P\.?|OE|O\.E\.|CGRA|Fedasil|CCE|RvV){_SIGN_BETWEEN}{_IDENTIFIER}"),
    re.compile(
        rf"(?<!\w)(?:carte|titre|permis)(?:{_SPACE}de{_SPACE}séjour|{_SPACE}d[’']identité)?{_GAP}"
        rf"{_NUMBER_SIGN}{_GAP}:?{_GAP}{_IDENTIFIER}",
        _ANYWHERE,
    ),
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
FEWEST_DIGITS = 4
"""Of a file number: less is a number of pages or an item of an agenda."""


def emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text) if "@" in text else ():
        yield found.span()


def national_numbers(text: str) -> Iterator[Span]:
    """Eleven digits whose last two are 97 less the rest of the nine first by 97, with a 2 in front of these for who was
    born from 2000 on (royal decree of 3 April 1984); or any, as an identity card prints it: a slip of the pen hides nobody.
    """
    for found in _NATIONAL.finditer(text):
        digits = "".join(sign for sign in found[0] if sign.isdigit())
        if is_national_number(digits) or _PRINTED.fullmatch(found[0]):
            yield found.span()


def is_national_number(digits: str) -> bool:
    """Whether eleven digits have the check digits of a national number, of either century."""
    check = int(digits[9:])
    return any(97 - int(century + digits[:9]) % 97 == check for century in ("", "2"))


def phones(text: str) -> Iterator[Span]:
    """Belgian numbers however written, foreign ones with their + or 00."""
    for found in _BELGIAN_ABROAD.finditer(text):
        yield found.span()
    for found in _ABROAD.finditer(text):
        yield found.span()
    for found in _WITHOUT_ZERO.finditer(text):
        yield found.span("id")
    for pattern in (_MOBILE, _FIXED):
        for found in pattern.finditer(text):
            digits = "".join(sign for sign in found[0] if sign.isdigit())
            if in_belgian_form(digits) and not (_DATE.match(found[0]) or _is_company(found[0], digits)):
                yield found.span()


def _is_company(written: str, digits: str) -> bool:
    """A number of the register of companies (BCE): its last two digits are 97 less the rest of the others by 97."""
    return bool(_COMPANY.fullmatch(written)) and 97 - int(digits[:8]) % 97 == int(digits[8:])


def accounts(text: str) -> Iterator[Span]:
    """IBANs, by the check of ISO 13616."""
    for found in _IBAN.finditer(text):
        written = re.sub(r"[^A-Z0-9]", "", found[0])
        turned = written[4:] + written[:4]
        if len(written) >= 14 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1:
            yield found.span()


def plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        yield found.span()


def file_numbers(text: str) -> Iterator[Span]:
    for pattern in _FILE:
        for found in pattern.finditer(text):
            written = found["id"].rstrip("./-")
            digits = sum(sign.isdigit() for sign in written)
            if digits >= FEWEST_DIGITS and not _YEAR.fullmatch(written) and not _DATE.fullmatch(written):
                yield found.start(), found.start("id") + len(written)
