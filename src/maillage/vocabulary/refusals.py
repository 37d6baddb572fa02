"""What the vocabulary refuses; the message is what the person reads, beside the field it is about."""

from __future__ import annotations

from django.utils.translation import gettext as _


class Refused(Exception):
    """`field` is the form field concerned, None when it is about the whole."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NameTaken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Il existe déjà une liste ou un cadre nommé « %s ». Choisissez un autre nom.") % name,
            field="name",
        )


class NotationTaken(Refused):
    def __init__(self, notation: str, name: str) -> None:
        said = _("La notation « %(notation)s » est déjà celle de « %(name)s ». Choisissez-en une autre.")
        super().__init__(said % {"notation": notation, "name": name}, field="notation")


class BroaderRefused(Refused):
    def __init__(self, message: str) -> None:
        super().__init__(message, field="broader")


class PeriodRefused(Refused):
    """A date that cannot be."""


class InUse(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Ce terme sert déjà ou est livré avec Maillage : il ne peut pas être supprimé. "
                "Retirez-le à une date, les fiches qui le portent le garderont."
            )
        )


class MappingRefused(Refused):
    """Two terms that cannot be put in correspondence."""
