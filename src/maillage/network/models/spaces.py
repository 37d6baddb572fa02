"""Spaces of concertation: what they are, their state, scope, objectives and kin (rows B1, B2, B10-B15, B21, M2)."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from maillage.core.readers import PUBLIC, Reader, space_key
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class SpaceQuerySet(DatedQuerySet["Space"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)


class Space(Dated, Versioned):
    """A platform, workshop, working group, coordination, bureau or plenary: `kind` is a term (B13).

    `audience`: `public`, or `space:<uid>` for a restricted space, which leaks nothing (invariant 17). A sub-group
    of a restricted space is restricted too, under a key of its own that the parent's members also hold; when
    `restricted` is set on the sub-group itself they do not. `legal_person`: the organisation that this space is
    (a network, A12) or has become (B21). `valid_to` is the day it was closed.
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
    inherits = models.BooleanField("suit le territoire et les thèmes de l’espace parent", default=False)
    status = models.CharField("état", max_length=8, choices=Status, default=Status.ACTIVE, editable=False)
    restricted = models.BooleanField("réservé aux membres", default=False, editable=False)
    audience = models.CharField(max_length=40, default=PUBLIC, editable=False)
    contact = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="personne à appeler",
    )
    contact_phone = models.CharField("téléphone", max_length=40, blank=True)
    contact_email = models.EmailField("adresse e-mail", blank=True)
    legal_person = models.OneToOneField(
        "network.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_space",
        verbose_name="organisation que cet espace est devenu",
    )
    legal_person_since = models.DateField("depuis le", null=True, blank=True)
    legal_person_source = models.CharField("source de la constitution", max_length=300, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    objects = SpaceQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["audience", "sort_name", "id"], name="network_space_list")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="network_space_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(restricted=False) | ~Q(audience=PUBLIC), name="network_space_restricted_not_public"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)

    @property
    def key(self) -> str:
        """What members hold."""
        return space_key(self.uid)

    @property
    def is_public(self) -> bool:
        return self.audience == PUBLIC


Row = TypeVar("Row", bound=models.Model)


class InVisibleSpace(DatedQuerySet[Row]):
    """Rows of a space are visible with it: whoever may not see the space sees none of them."""

    def visible_to(self, reader: Reader) -> Self:
        return self.filter(Exists(Space.objects.visible_to(reader).filter(pk=OuterRef("space_id"))))


class SpaceStatus(Dated):
    """A state that a space was in, from a day to a day, and why (`Space.status` is the current one)."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField("état", max_length=8, choices=Space.Status)
    reason = models.CharField("raison", max_length=300, blank=True)

    objects = InVisibleSpace["SpaceStatus"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space"], condition=Q(valid_to__isnull=True), name="network_spacestatus_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space} : {self.get_status_display()}"


class SpaceScope(Dated):
    """The ground a space covers, from a day to a day, and why it changed: three zones, then one (B10).

    `wording` says it as people say it when no territory has that name.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="scopes")
    territories = models.ManyToManyField(
        "territory.Territory", blank=True, related_name="space_scopes", verbose_name="territoires"
    )
    wording = models.CharField("en toutes lettres", max_length=200, blank=True)
    reason = models.CharField("raison", max_length=300, blank=True)

    objects = InVisibleSpace["SpaceScope"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space"], condition=Q(valid_to__isnull=True), name="network_spacescope_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.wording or f"Territoire de {self.space}"


class SpaceObjective(Dated):
    """An objective that the space has declared; later rooms tie agenda items to it (B5)."""

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="objectives")
    text = models.CharField("objectif", max_length=300)
    rank = models.PositiveIntegerField(default=0)

    objects = InVisibleSpace["SpaceObjective"].as_manager()

    class Meta(Dated.Meta):
        ordering = ["space_id", "rank", "pk"]

    def __str__(self) -> str:
        return self.text


class SpaceLink(Dated):
    """Two spaces that are kin: "is inspired by", "continues" (B15), "is the example of"."""

    class Kind(models.TextChoices):
        INSPIRED_BY = "inspired_by", "s’inspire de"
        CONTINUES = "continues", "prolonge"
        TWIN = "twin", "a pour exemple"

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="links_to")
    other = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="links_from")
    kind = models.CharField("lien", max_length=12, choices=Kind)
    note = models.CharField("précision", max_length=300, blank=True)

    objects = InVisibleSpace["SpaceLink"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "other", "kind"],
                condition=Q(valid_to__isnull=True),
                name="network_spacelink_once",
            ),
            models.CheckConstraint(condition=~Q(space=F("other")), name="network_spacelink_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.get_kind_display()} {self.other}"


class SpaceAxis(Dated):
    """Says that a space works within an axis of a policy framework: arbitrary, local, never inferred (G21)."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="axes")
    axis = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, related_name="spaces_of_axis", verbose_name="axe"
    )
    source = models.CharField("source", max_length=300, blank=True)

    objects = InVisibleSpace["SpaceAxis"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "axis"], condition=Q(valid_to__isnull=True), name="network_spaceaxis_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space} – {self.axis}"
