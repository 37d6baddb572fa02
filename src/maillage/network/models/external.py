"""Other people's bodies where an organisation of the network sits, by whom, and what was brought back (row B20)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, works_key
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField


class ExternalSeatQuerySet(DatedQuerySet["ExternalSeat"]):
    def visible_to(self, reader: Reader) -> Self:
        """The organisation's own workers, those who coordinate, and who administers: not a public list."""
        if reader.has(COORDINATORS, ADMINISTRATORS):
            return self
        prefix = works_key("")
        mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
        return self.filter(organisation__uid__in=mine)


class ExternalSeat(Dated):
    """A seat in a body that is not of the network. `report_every`: months after which a report back is missed."""

    uid = UidField()
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        related_name="external_seats",
        verbose_name="pour l’organisation",
    )
    body = models.CharField("lieu de concertation", max_length=200)
    sort_name = SortKeyField(source="body", max_length=200)
    held_by = models.CharField("porté par", max_length=200, blank=True)
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="external_seats",
        verbose_name="qui y siège",
    )
    capacity = models.CharField("à quel titre", max_length=160, blank=True)
    report_every = models.PositiveSmallIntegerField("rapport tous les … mois", default=6)

    objects = ExternalSeatQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(report_every__gte=1, report_every__lte=60), name="network_externalseat_pace"
            ),
        ]

    def __str__(self) -> str:
        return self.body

    @property
    def address(self) -> str:
        return address(self.body, self.uid)


class ExternalReport(models.Model):
    """What was brought back from a body, on a day, in a few lines."""

    uid = UidField()
    seat = models.ForeignKey(ExternalSeat, on_delete=models.CASCADE, related_name="reports")
    day = models.DateField("date de la réunion")
    text = models.TextField("ce qu’il faut retenir", max_length=4000)
    author = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["seat", "-day"], name="network_externalreport_last")]

    def __str__(self) -> str:
        return f"{self.seat} – {self.day:%d/%m/%Y}"
