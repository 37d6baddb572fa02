"""Letters to a group of people chosen by what they do and where (« Écrire à… », row A5)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.network.models.organisations import Organisation
from maillage.records.clock import now
from maillage.records.identity import UidField
from maillage.records.naming import SortKeyField


class GroupLetterQuerySet(models.QuerySet["GroupLetter"]):
    def visible_to(self, reader: Reader) -> Self:
        """One's own letters and those of the hosts that one coordinates for."""
        return self if reader.has(ADMINISTRATORS) else self.filter(audience__in=reader.keys)


class GroupLetter(models.Model):
    """`chosen` says in words who was chosen ("assistants sociaux · CPAS · province de Namur")."""

    uid = UidField()
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="group_letters", verbose_name="au nom de"
    )
    subject = models.CharField("objet", max_length=160)
    sort_subject = SortKeyField(source="subject", max_length=160)
    text = models.TextField("texte", max_length=5000)
    chosen = models.CharField("destinataires", max_length=300)
    reply_to = models.EmailField("répondre à", blank=True)
    written_by = models.CharField("écrit par", max_length=200)
    sent_at = models.DateTimeField("envoyé le", default=now)
    audience = models.CharField(max_length=40)

    objects = GroupLetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["audience", "-sent_at"], name="network_groupletter_list")]

    def __str__(self) -> str:
        return self.subject


class GroupLetterCopy(models.Model):
    """One person's copy: durable work until it is in the outbox (`queued_at`)."""

    letter = models.ForeignKey(GroupLetter, on_delete=models.CASCADE, related_name="copies")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "email"], name="network_groupletter_copy_once")
        ]
        indexes = [
            models.Index(fields=["id"], name="network_groupletter_work", condition=Q(queued_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.letter} → {self.name}"
