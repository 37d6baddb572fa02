"""Two people editing one sheet: the second is shown the first's change, nothing is lost (DESIGN section 7)."""

from __future__ import annotations

from django.db import models
from django.db.models import F


class ChangedMeanwhile(Exception):
    """Someone saved the same sheet in between. The message is what the user reads."""

    def __init__(self) -> None:
        super().__init__(
            "Cette fiche a été modifiée entre-temps. Votre saisie est gardée ci-dessous : comparez, puis enregistrez."
        )


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def take_version(row: Versioned, *, seen: int) -> None:
    """First statement of an action that edits `row`: moves its version on, or raises `ChangedMeanwhile`.

    `seen` is the version that the form was built from.
    """
    manager = type(row)._default_manager
    moved = manager.filter(pk=row.pk, version=seen).update(version=F("version") + 1)
    if not moved:
        raise ChangedMeanwhile
    row.version = seen + 1
