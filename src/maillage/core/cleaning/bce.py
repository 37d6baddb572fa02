"""Numbers of the Banque-Carrefour des Entreprises: ten digits, series 0 and 1, check digits 97 - n mod 97 (DOMAIN 2.10)."""

from __future__ import annotations

import re

from maillage.core.cleaning.flags import Cleaned, check, info

_SHAPE = re.compile(r"(?:0[1-9]|1[0-9])[0-9]{8}")
_WORDS = re.compile(r"\b(?:TVA|BTW|BCE|KBO|BE|RPM|NR|NUM[ÉE]RO)(?![A-Za-zÀ-ÿ])|N°", re.IGNORECASE)


def is_bce(digits: str) -> bool:
    """Whether ten digits are an enterprise number. Source: section 2.10 of the domain notes, python-stdnum."""
    return bool(_SHAPE.fullmatch(digits)) and int(digits[8:]) == 97 - int(digits[:8]) % 97


def bce_in_words(digits: str) -> str:
    """`0409500148` as people write it: 0409.500.148."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if len(digits) == 10 else digits


def looks_like_bce(text: str) -> bool:
    return bool(clean_bce(text).value)


def clean_bce(text: str) -> Cleaned:
    """Ten digits, or nothing and the reason."""
    if not text.strip():
        return Cleaned("")
    digits = re.sub(r"[\s./\-_·:]", "", _WORDS.sub("", text))
    shown = text.strip()[:40]
    if not (digits.isascii() and digits.isdigit()):
        return Cleaned("", (check(f"« {shown} » n’est pas un numéro BCE : il n’est pas repris."),))
    if len(digits) == 9 and is_bce(f"0{digits}"):
        return Cleaned(f"0{digits}", (info("Le zéro du début a été remis."),))
    if is_bce(digits):
        return Cleaned(digits)
    return Cleaned("", (check(_why_not(digits, shown)),))


def _why_not(digits: str, shown: str) -> str:
    if len(digits) == 10 and digits[0] in "2345678":
        return f"« {shown} » est un numéro d’unité d’établissement, pas un numéro d’entreprise : il n’est pas repris."
    if len(digits) not in {9, 10}:
        return f"« {shown} » compte {len(digits)} chiffres au lieu de 10 : le numéro BCE n’est pas repris."
    return (
        f"« {shown} » : les chiffres de contrôle ne correspondent pas, il y a sans doute une faute de frappe."
    )
