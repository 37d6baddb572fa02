"""What may identify a person in a text, with the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Listed from the surest: where two stand on the same words, the first is told."""

    EMAIL = "email"
    IBAN = "iban"
    NATIONAL_NUMBER = "national_number"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    FILE_NUMBER = "file_number"
    ADDRESS = "address"
    PLATE = "plate"
    PERSON_NAME = "person_name"
    COMBINATION = "combination"

    @property
    def label(self) -> str:
        """As in « Ce texte semble contenir un numéro de téléphone »."""
        return _WORDS[self][0]

    @property
    def stand_in(self) -> str:
        """What may stand in its place in the text."""
        return f"[{_WORDS[self][1]}]"


_WORDS = {
    Kind.EMAIL: ("une adresse électronique", "adresse électronique"),
    Kind.IBAN: ("un numéro de compte", "numéro de compte"),
    Kind.NATIONAL_NUMBER: ("un numéro national", "numéro national"),
    Kind.PHONE: ("un numéro de téléphone", "téléphone"),
    Kind.BIRTH_DATE: ("une date de naissance", "date de naissance"),
    Kind.FILE_NUMBER: ("un numéro de dossier", "numéro de dossier"),
    Kind.ADDRESS: ("une adresse", "adresse"),
    Kind.PLATE: ("une plaque d’immatriculation", "plaque"),
    Kind.PERSON_NAME: ("un nom de personne", "nom"),
    Kind.COMBINATION: (
        "une nationalité, un lieu et une famille qui, ensemble, désignent quelqu’un",
        "personne",
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """`text` is what stands from `start` to `end` (excluded), in characters of the text that was checked."""

    start: int
    end: int
    kind: Kind
    text: str

    @property
    def label(self) -> str:
        return self.kind.label


Span = tuple[int, int]
"""Start, and end excluded."""
