"""Who holds a space: organisations that host and lead it, people and organisations with a charge in it (B7, B18, B19)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.network.models.spaces import InVisibleSpace, Space
from maillage.records.dated import Dated
from maillage.records.identity import UidField


class SpaceHost(Dated):
    """An organisation that holds the space: host, lead, co-lead; several have equal rights (B18, B19)."""

    class Role(models.TextChoices):
        HOST = "host", "héberge"
        LEAD = "lead", "pilote"
        CO_LEAD = "co_lead", "co-pilote"

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="hosted_spaces"
    )
    role = models.CharField("rôle", max_length=8, choices=Role, default=Role.HOST)
    note = models.CharField("précision", max_length=300, blank=True)

    objects = InVisibleSpace["SpaceHost"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "organisation"],
                condition=Q(valid_to__isnull=True),
                name="network_spacehost_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()} {self.space}"


class Mandate(Dated):
    """A charge in a space, for a person, for an organisation, or for a person on behalf of an organisation (B7).

    `drawn_from`: the group whose members the bureau is made of.
    """

    class Role(models.TextChoices):
        BUREAU = "bureau", "membre du bureau"
        LEAD = "lead", "anime"
        EXPERT = "expert", "personne-ressource"
        OBSERVER = "observer", "observe"

    ORGANISING = (Role.BUREAU, Role.LEAD)

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="mandates"
    )
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    role = models.CharField("rôle", max_length=8, choices=Role)
    drawn_from = models.ForeignKey(
        Space,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates_elsewhere",
        verbose_name="issu·e de",
    )

    objects = InVisibleSpace["Mandate"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
                name="network_mandate_of_someone",
            ),
            models.UniqueConstraint(
                fields=["space", "organisation", "person", "role"],
                condition=Q(valid_to__isnull=True),
                name="network_mandate_once",
            ),
            models.UniqueConstraint(
                fields=["space", "person", "role"],
                condition=Q(valid_to__isnull=True, organisation__isnull=True),
                name="network_mandate_once_person",
            ),
            models.UniqueConstraint(
                fields=["space", "organisation", "role"],
                condition=Q(valid_to__isnull=True, person__isnull=True),
                name="network_mandate_once_organisation",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="network_mandate_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} – {self.get_role_display()} – {self.space}"
