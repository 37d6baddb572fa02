"""What the vocabulary refuses; the message is what the person reads, beside the field it is about."""

from __future__ import annotations


class Refused(Exception):
    """`field` is the form field concerned, None when it is about the whole."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NameTaken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Il existe déjà une liste ou un cadre nommé « {name} ». Choisissez un autre nom.", field="name"
        )


class NotationTaken(Refused):
    def __init__(self, notation: str, name: str) -> None:
        super().__init__(
            f"La notation « {notation} » est déjà celle de « {name} ». Choisissez-en une autre.",
            field="notation",
        )


class BroaderRefused(Refused):
    def __init__(self, message: str) -> None:
        super().__init__(message, field="broader")


class PeriodRefused(Refused):
    """A date that cannot be."""


class InUse(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Ce terme sert déjà ou est livré avec Maillage : il ne peut pas être supprimé. "
            "Retirez-le à une date, les fiches qui le portent le garderont."
        )


class MappingRefused(Refused):
    """Two terms that cannot be put in correspondence."""
