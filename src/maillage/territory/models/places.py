"""Where things are: regions down to quarters, free zones, codes over time (rows A10, A11)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class Territory(Dated, Versioned):
    """A place. `code` is the NIS code, empty for quarters without one and for zones.

    A commune that was recoded or merged is one row, the one of today, and its `former_codes` say what it was called:
    the ground stays where it is, and whatever is attached to it stays findable.
    `latitude`, `longitude`: WGS84 degrees of a point inside. `shape`: GeoJSON geometry, WGS84.
    """

    class Level(models.TextChoices):
        COUNTRY = "country", "pays"
        REGION = "region", "région"
        PROVINCE = "province", "province"
        ARRONDISSEMENT = "arrondissement", "arrondissement"
        COMMUNE = "commune", "commune"
        QUARTER = "quarter", "quartier"
        ZONE = "zone", "zone"

    uid = UidField()
    level = models.CharField("niveau", max_length=14, choices=Level)
    code = models.CharField("code INS", max_length=20, blank=True)
    name = models.CharField("nom", max_length=120)
    sort_name = SortKeyField(max_length=120)
    names = models.JSONField("nom dans d’autres langues", default=dict, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="fait partie de",
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    shape = models.JSONField(null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)

    objects = DatedQuerySet["Territory"].as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["level", "sort_name", "id"], name="territory_level_name"),
            models.Index(fields=["code"], name="territory_code"),
            models.Index(fields=["version"], name="territory_version"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="territory_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)

    @property
    def is_drawn_here(self) -> bool:
        """Quarters without a code and zones are made on a screen; the rest is reference data."""
        return not self.code and self.level in (self.Level.QUARTER, self.Level.ZONE)


class Containment(models.Model):
    """Every pair (whole, part), each territory with itself, zones with what they are made of: filters read this."""

    whole = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="parts_inside")
    part = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="wholes_around")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whole", "part"], name="territory_containment_once")]
        indexes = [models.Index(fields=["part", "whole"], name="territory_part_whole")]

    def __str__(self) -> str:
        return f"{self.whole_id} ⊇ {self.part_id}"


class ZonePart(Dated):
    """A territory that a free zone is made of."""

    zone = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="zone_parts")
    part = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="in_zones")

    objects = DatedQuerySet["ZonePart"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["zone", "part", "valid_from"], name="territory_zonepart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} : {self.part}"


class PostalCode(models.Model):
    """A postal code used in a territory; one code may serve several, one territory may have several."""

    code = models.CharField("code postal", max_length=4)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="postal_codes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "territory"], name="territory_postal_once")]

    def __str__(self) -> str:
        return self.code


class FormerCode(models.Model):
    """A NIS code that a commune, or a commune since merged into it, had until the day before
    `effective`: a file of 2018 or 2020 still holds it."""

    code = models.CharField("ancien code INS", max_length=20, unique=True)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="former_codes")
    effective = models.DateField("remplacé à partir du")

    def __str__(self) -> str:
        return f"{self.code} → {self.territory_id}"
