"""Who sits in a space: organisations and professionals, invited, asking, members, occasional, or gone (rows A12, B1)."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import Reader
from maillage.network.models.calls import OpenCall
from maillage.network.models.spaces import InVisibleSpace, Space
from maillage.records.dated import Dated, holds_on
from maillage.records.identity import UidField


class MembershipQuerySet(InVisibleSpace["Membership"]):
    def visible_to(self, reader: Reader) -> Self:
        seen = Q(organisation__isnull=True) | Q(organisation__audience__in=reader.keys)
        return super().visible_to(reader).filter(seen)

    def sitting(self, day: dt.date) -> Self:
        """Members and occasional participants on that day: those the figures count."""
        return self.filter(holds_on(day), status__in=Membership.SITTING)


class Membership(Dated):
    """An organisation, or a professional, in a space. A network's membership opens onto its own members (A12).

    `person` is the titulaire of an organisation, or the member when there is none. A request from someone unknown
    holds only what was typed (`applicant_…`), until it is answered. "Sorti" is `valid_to` in the past.
    """

    class Status(models.TextChoices):
        INVITED = "invited", "invité"
        REQUESTED = "requested", "demande reçue"
        MEMBER = "member", "membre"
        OCCASIONAL = "occasional", "participant occasionnel"
        DECLINED = "declined", "sans suite"

    SITTING = (Status.MEMBER, Status.OCCASIONAL)

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="titulaire",
    )
    deputy = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputy_memberships",
        verbose_name="suppléant·e",
    )
    status = models.CharField("état", max_length=10, choices=Status, default=Status.MEMBER)
    message = models.TextField("mot d’accompagnement", max_length=1000, blank=True)
    applicant_name = models.CharField("votre nom", max_length=160, blank=True)
    applicant_organisation = models.CharField("votre organisation", max_length=200, blank=True)
    applicant_email = models.EmailField("votre adresse e-mail", blank=True)
    call = models.ForeignKey(
        OpenCall, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers", editable=False
    )
    answer = models.TextField("réponse", max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_because = models.CharField("raison de la sortie", max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "organisation"],
                condition=Q(valid_to__isnull=True, organisation__isnull=False),
                name="network_membership_one_open",
            ),
            models.UniqueConstraint(
                fields=["space", "person"],
                condition=Q(valid_to__isnull=True, organisation__isnull=True, person__isnull=False),
                name="network_membership_one_open_person",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "space"], name="network_membership_pair"),
            models.Index(
                fields=["space", "status", "valid_to", "valid_from", "organisation"],
                name="network_membership_sitting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} – {self.space}"

    @property
    def label(self) -> str:
        """Who it is, for those who may see it."""
        return str(self.organisation or self.person or self.applicant_organisation or self.applicant_name)

    @property
    def awaits_answer(self) -> bool:
        """Invited, and nobody answered yet nor took the invitation back."""
        space_is_open = self.space.status != Space.Status.CLOSED
        return self.status == self.Status.INVITED and self.valid_to is None and space_is_open
