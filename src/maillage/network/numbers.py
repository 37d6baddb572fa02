"""BCE numbers (Banque-Carrefour des Entreprises): ten digits, printed 0409.500.148, checked by their last two."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_SEPARATORS = re.compile(r"[\s.\-/\u00a0\u202f]+")
_ESTABLISHMENT = "2345678"


def is_number(digits: str) -> bool:
    """Ten digits, of series 0 or 1, whose last two are 97 minus the first eight modulo 97."""
    if not (len(digits) == 10 and digits.isascii() and digits.isdigit() and digits[0] in "01"):
        return False
    return int(digits) > 0 and int(digits[8:]) == 97 - int(digits[:8]) % 97


def clean_number(text: str) -> str:
    """« BE 0409.500.148 », « 409 500 148 » → `0409500148`; an empty text stays empty.

    Raises `ValidationError` with words for the person who types.
    """
    digits = re.sub(r"^(BE|TVA|BTW)+", "", _SEPARATORS.sub("", text).upper())
    if not digits:
        return ""
    if len(digits) == 9 and digits.isascii() and digits.isdigit():
        digits = f"0{digits}"
    if len(digits) == 10 and digits[0] in _ESTABLISHMENT:
        raise ValidationError(
            "C’est un numéro d’unité d’établissement ; donnez le numéro d’entreprise, qui commence par 0 ou 1."
        )
    validate_number(digits)
    return digits


def validate_number(digits: str) -> None:
    if not is_number(digits):
        raise ValidationError(
            "Ce numéro BCE n’est pas valable : dix chiffres, comme 0409.500.148. Vérifiez qu’aucun chiffre n’est inversé."
        )


def pretty_number(digits: str) -> str:
    """`0409500148` → `0409.500.148`."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if len(digits) == 10 else digits
