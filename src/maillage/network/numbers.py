"""BCE numbers as a form takes them; `core.cleaning.bce` says what a number is and how it is printed."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from maillage.core.cleaning.bce import is_bce

_SEPARATORS = re.compile(r"[\s.\-/\u00a0\u202f]+")
_ESTABLISHMENT = "2345678"


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
            "C’est un numéro d’unité d’établissement ; donnez le numéro d’entreprise, qui commence par 0 ou 1."
        )
    validate_number(digits)
    return digits


def validate_number(digits: str) -> None:
    if not is_bce(digits):
        raise ValidationError(
            "Ce numéro BCE n’est pas valable : dix chiffres, comme 0409.500.148. Vérifiez qu’aucun chiffre n’est inversé."
        )
