"""Spaces of concertation, who hosts them, who sits in them, and with what mandate (rows B1-B21)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import PUBLIC, Reader
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class SpaceQuerySet(DatedQuerySet["Space"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)


class Space(Dated, Versioned):
    """A platform, workshop, working group, coordination, bureau or plenary: `kind` is a term (B13).

    `audience`: `public`, or `space:<uid>` for a restricted space, which leaks nothing (invariant 17).
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "en projet"
        ACTIVE = "active", "active"
        DORMANT = "dormant", "en veille"
        CLOSED = "closed", "clôturée"

    uid = UidField()
    name = models.CharField("nom", max_length=200)
    sort_name = SortKeyField(max_length=200)
    kind = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, related_name="+", verbose_name="genre d’espace"
    )
    purpose = models.TextField("raison d’être", blank=True)
    territory = models.ForeignKey(
        "territory.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="spaces",
        verbose_name="territoire",
    )
    themes = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="spaces_of_theme", verbose_name="thèmes"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subgroups",
        verbose_name="sous-groupe de",
    )
    status = models.CharField("état", max_length=8, choices=Status, default=Status.ACTIVE)
    status_since = models.DateField("depuis le", null=True, blank=True)
    status_reason = models.CharField("raison", max_length=300, blank=True)
    restricted = models.BooleanField("réservé aux membres", default=False)
    audience = models.CharField(max_length=40, default=PUBLIC, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["audience", "sort_name", "id"], name="network_space_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)


class SpaceHost(Dated):
    """An organisation that holds the space: host, lead, co-lead; several have equal rights (B18, B19)."""

    class Role(models.TextChoices):
        HOST = "host", "héberge"
        LEAD = "lead", "pilote"
        CO_LEAD = "co_lead", "co-pilote"

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="hosted_spaces"
    )
    role = models.CharField("rôle", max_length=8, choices=Role, default=Role.HOST)

    objects = DatedQuerySet["SpaceHost"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()} {self.space}"


class Membership(Dated):
    """An organisation, or a professional, in a space. A network's membership opens onto its own members (A12)."""

    class Status(models.TextChoices):
        INVITED = "invited", "invité"
        REQUESTED = "requested", "demande reçue"
        MEMBER = "member", "membre"
        OCCASIONAL = "occasional", "participant occasionnel"
        LEFT = "left", "sorti"

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
        "accounts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
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
    message = models.CharField("mot d’accompagnement", max_length=500, blank=True)

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
                name="network_membership_of_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.person} – {self.space}"


class Mandate(Dated):
    """A person's or an organisation's charge in a space: bureau, lead, expert, observer (B7)."""

    class Role(models.TextChoices):
        BUREAU = "bureau", "membre du bureau"
        LEAD = "lead", "anime"
        EXPERT = "expert", "personne-ressource"
        OBSERVER = "observer", "observe"

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="mandates"
    )
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    role = models.CharField("rôle", max_length=8, choices=Role)

    objects = DatedQuerySet["Mandate"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
                name="network_mandate_of_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} – {self.get_role_display()} – {self.space}"
