"""The outbox: every message is a row before it is a mail, so that none is lost and each can be read and copied."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from maillage.core.readers import Reader
from maillage.records.clock import now
from maillage.records.identity import UidField
from maillage.records.naming import SortKeyField


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, reader: Reader) -> Self:
        """One's own messages and those of one's hosts; all of them in a demonstration, which says so.

        Those about a restricted space only ever show to who is of that space: to others it does not exist.
        """
        known = self.filter(Q(confined_to="") | Q(confined_to__in=reader.keys))
        return known if settings.DEMO else known.filter(audience__in=reader.keys)


class Message(models.Model):
    """`audience` is who may read it in « Courrier »: who wrote it, or the administrators for what the house writes.

    `confined_to` narrows that to the readers who also hold this key: a message about a restricted space (blank: none).
    `about_*` names the row that the message speaks of; `key` makes a second queueing of the same message harmless.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "à envoyer"
        TO_COPY = "to_copy", "à copier"
        SENT = "sent", "envoyé"
        COPIED = "copied", "copié"
        FAILED = "failed", "adresse en erreur"
        UNSENT = "unsent", "non envoyé"

    class Priority(models.IntegerChoices):
        CODE = 0, "code de connexion"
        PERSONAL = 50, "personnel"
        BULK = 90, "envoi groupé"

    uid = UidField()
    to_email = models.EmailField("à")
    to_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField("répondre à", blank=True)
    subject = models.CharField("objet", max_length=250)
    text = models.TextField("texte")
    html = models.TextField(blank=True)
    purpose = models.CharField(max_length=60)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.PERSONAL)
    state = models.CharField("état", max_length=8, choices=State, default=State.QUEUED)
    error = models.CharField("raison", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=now)
    lease_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=120, null=True, unique=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=40)
    confined_to = models.CharField(max_length=40, blank=True)
    written_by = models.CharField("écrit par", max_length=200, blank=True)
    created_at = models.DateTimeField("écrit le", default=now)
    done_at = models.DateTimeField("parti le", null=True, blank=True)
    find_key = SortKeyField(source="find_text", max_length=400, db_index=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["priority", "id"], name="mailing_message_queue", condition=Q(state="queued")),
            models.Index(fields=["audience", "-id"], name="mailing_message_list"),
            models.Index(fields=["to_email", "-id"], name="mailing_message_to"),
            models.Index(fields=["about_type", "about_id"], name="mailing_message_about"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def find_text(self) -> str:
        """What « Courrier » searches: for whom, and about what."""
        return f"{self.to_name} {self.to_email} {self.subject}"

    def may_be_read_by(self, reader: Reader) -> bool:
        """Whether nothing confines it away from the reader: the same test as `visible_to`, on a row in hand."""
        return not self.confined_to or reader.has(self.confined_to)

    @property
    def recipient(self) -> str:
        """As a mail program shows it: « Jeanne Dupont <jeanne@asbl.be> »."""
        return f"{self.to_name} <{self.to_email}>" if self.to_name else self.to_email
