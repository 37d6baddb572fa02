"""Confirmation campaigns: asking each organisation whether its sheet is still right (row A9, DOMAIN fact 7)."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.mailing.models import Message
from maillage.network.models.organisations import Organisation
from maillage.records.clock import now
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned

PATIENCE = dt.timedelta(days=7)
"""After this long without an answer a sheet is « sans réponse », and may be reminded."""


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, reader: Reader) -> Self:
        """Those of the hosts that one coordinates for; an administrator sees all."""
        return self if reader.has(ADMINISTRATORS) else self.filter(audience__in=reader.keys)


SHEETS = "sheets"
"""The kind of campaign that asks whether the sheet of the directory is right."""


class Campaign(Versioned):
    """`audience` is `coordinates:<host>`. `introduction` is what the mail says before the button. `kind`: what is asked, a
    key of `network.registries.campaign_kinds`; `space` whose members are asked, when it is one."""

    class State(models.TextChoices):
        PREPARED = "prepared", "en préparation"
        RUNNING = "running", "en cours"
        CLOSED = "closed", "clôturée"

    uid = UidField()
    name = models.CharField("nom", max_length=120)
    sort_name = SortKeyField(max_length=120)
    kind = models.CharField("au sujet de", max_length=20, default=SHEETS)
    space = models.ForeignKey(
        "network.Space",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name="plateforme",
    )
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="campaigns", verbose_name="menée par"
    )
    subject = models.CharField("objet du mail", max_length=160)
    introduction = models.TextField("mot d’introduction", max_length=2000)
    state = models.CharField("état", max_length=8, choices=State, default=State.PREPARED)
    created_at = models.DateTimeField("préparée le", default=now)
    launched_at = models.DateTimeField("lancée le", null=True, blank=True)
    closed_at = models.DateTimeField("clôturée le", null=True, blank=True)
    audience = models.CharField(max_length=40)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["audience", "-created_at"], name="network_campaign_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)


class SheetState(models.TextChoices):
    """Where one organisation's answer stands. Only the answers are stored: the rest follows from mail and time."""

    WAITING = "waiting", "à envoyer"
    SENT = "sent", "envoyé"
    FAILED = "failed", "adresse en erreur"
    NO_ADDRESS = "no_address", "sans adresse"
    CONFIRMED = "confirmed", "confirmé"
    CHANGED = "changed", "modifié"
    SILENT = "silent", "sans réponse"


class CampaignSheetQuerySet(models.QuerySet["CampaignSheet"]):
    def with_standing(self, moment: dt.datetime | None = None) -> models.QuerySet[Any]:
        """Adds `standing`, a `SheetState`: silence is never read into a mail that did not arrive (row A9)."""
        letters = Message.objects.filter(about_type="network.campaignsheet", about_id=OuterRef("pk")).order_by(
            "-id"
        )
        ran_out = Q(sent_at__lt=(moment or now()) - PATIENCE) | Q(campaign__state=Campaign.State.CLOSED)
        return self.annotate(last_letter=Subquery(letters.values("state")[:1])).annotate(
            standing=Case(
                When(answer__in=(SheetState.CONFIRMED, SheetState.CHANGED), then=F("answer")),
                When(email="", then=Value(SheetState.NO_ADDRESS)),
                When(next_letter=CampaignSheet.Letter.INVITATION, then=Value(SheetState.WAITING)),
                When(last_letter=Message.State.FAILED, then=Value(SheetState.FAILED)),
                When(sent_at__isnull=True, then=Value(SheetState.WAITING)),
                When(ran_out, then=Value(SheetState.SILENT)),
                default=Value(SheetState.SENT),
                output_field=models.CharField(),
            )
        )

    def unanswered(self) -> Self:
        return self.filter(answer="")


class CampaignSheet(models.Model):
    """One organisation in one campaign. `next_letter` is durable work: what the worker still has to write to it."""

    class Letter(models.TextChoices):
        INVITATION = "invitation", "invitation"
        REMINDER = "reminder", "rappel"

    uid = UidField()
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="campaign_sheets", verbose_name="organisation"
    )
    email = models.EmailField("adresse", blank=True)
    next_letter = models.CharField(max_length=10, choices=Letter, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("rappels", default=0)
    answer = models.CharField("réponse", max_length=10, choices=SheetState, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    answered_by = models.CharField("réponse de", max_length=200, blank=True)
    by_phone = models.BooleanField("par téléphone", default=False)

    objects = CampaignSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organisation"], name="network_campaignsheet_once"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="network_campaignsheet_answer_dated"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="network_campaignsheet_work", condition=~Q(next_letter="")),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.campaign}"
