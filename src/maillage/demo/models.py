"""Whether the demonstration was loaded, and relative to which day."""

from __future__ import annotations

from django.db import models

from maillage.records.clock import now


class DemoLoad(models.Model):
    loaded_at = models.DateTimeField(default=now)
    relative_to = models.DateField()

    def __str__(self) -> str:
        return f"{self.relative_to:%d/%m/%Y}"
