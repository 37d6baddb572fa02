"""Telephone numbers, Belgian ones written as Belgians do: 04 221 12 12, 081 22 33 44, 0478 12 34 56."""

from __future__ import annotations

import re

from maillage.core.cleaning.flags import Cleaned, Flag, check, info

LONGEST = 40
_BETWEEN = re.compile(r"\s*[;|\n]\s*|\s*,\s*|\s+(?:ou|et|/|//)\s+|(?<=\d\d)\s*/\s*(?=0\d{1,3}[\s./])")
_LABEL = re.compile(
    r"^(?:t[ée]l(?:[ée]phone)?|gsm|fixe|portable|mobile|bureau|t|g|m)\s*[.:]*\s*[:.]?\s*", re.IGNORECASE
)
_SIGNS = re.compile(r"[\s./\-()·]")
_FAX = re.compile(r"^fax\b", re.IGNORECASE)
_SHORT_ZONES = "2349"


def looks_like_phone(text: str) -> bool:
    digits = sum(1 for sign in text if sign.isdigit())
    if not 8 <= digits <= 30 or "@" in text:
        return False
    cleaned = clean_phones(text)
    return bool(cleaned.value) and not any(flag.message.endswith(_NOT_UNDERSTOOD) for flag in cleaned.flags)


def is_mobile(number: str) -> bool:
    return bool(re.match(r"04[5-9]\d ", number))


def clean_phones(text: str) -> Cleaned:
    """All numbers of a cell; the first is the value. What is not understood is kept as it was written, and flagged."""
    numbers: list[str] = []
    flags: list[Flag] = []
    for piece in _BETWEEN.split(text):
        bare = _LABEL.sub("", piece.strip())
        if not bare or _FAX.match(bare):
            continue
        number, flag = _one(bare)
        flags.extend(flag)
        if number and number not in numbers:
            numbers.append(number)
    if len(numbers) > 1:
        flags.append(info(f"{len(numbers)} numéros dans la même cellule."))
    return Cleaned(numbers[0] if numbers else "", tuple(flags), tuple(numbers[1:]))


_NOT_UNDERSTOOD = "n’est pas un numéro de téléphone connu : il est repris tel quel."


def _one(text: str) -> tuple[str, list[Flag]]:
    digits = _SIGNS.sub("", re.sub(r"\(0\)", "", text))
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    if digits.startswith("+32"):
        digits = f"0{digits[3:].removeprefix('0')}"
    if re.fullmatch(r"\+[1-9]\d{6,14}", digits):
        return re.sub(r"\s+", " ", re.sub(r"^00", "+", re.sub(r"[./\-·]", " ", text))).strip()[:LONGEST], []
    belgian = in_belgian_form(digits)
    if belgian:
        return belgian, []
    with_zero = in_belgian_form(f"0{digits}")
    if with_zero and re.fullmatch(r"[1-9]\d{7,8}", digits):
        return with_zero, [info("Le zéro du début a été remis.")]
    if len(text) > LONGEST or not any(sign.isdigit() for sign in text):
        return "", [check(f"« {text[:60]} » n’est pas un numéro de téléphone : il n’est pas repris.")]
    return text, [check(f"« {text} » {_NOT_UNDERSTOOD}")]


def in_belgian_form(digits: str) -> str:
    """Groups the digits of a Belgian number, or nothing. Zones 02, 03, 04, 09 have one digit; mobiles are 045x-049x."""
    if re.fullmatch(r"04[5-9]\d{7}", digits):
        return f"{digits[:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"
    if re.fullmatch(r"0(?:800|90\d|70)\d{5,6}", digits) and len(digits) == 9:
        cut = 3 if digits.startswith("070") else 4
        return f"{digits[:cut]} {_by_two(digits[cut:])}"
    if not re.fullmatch(r"0[1-9]\d{7}", digits):
        return ""
    if digits[1] in _SHORT_ZONES:
        return f"{digits[:2]} {digits[2:5]} {digits[5:7]} {digits[7:]}"
    return f"{digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"


def _by_two(digits: str) -> str:
    """`12345` as 12 345, `123456` as 12 34 56."""
    if len(digits) % 2:
        return f"{digits[:2]} {digits[2:]}"
    return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))
