"""What finding reads: an entry for each offer at a place, and for each key the entries that bear it (ADR 6)."""

from __future__ import annotations

from django.db import models

from maillage.cadastre.models.offers import Offer
from maillage.network.models import Site

ONLY = 1
"""The key of the single row of `IndexState`."""


class IndexState(models.Model):
    """`sequence` grows with each write of the index, in the writer's transaction; processes read what is newer than theirs.

    `next_number` is the number that the next new entry takes. `era` changes when all is built anew.
    """

    sequence = models.BigIntegerField(default=0)
    next_number = models.BigIntegerField(default=0)
    era = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.era}.{self.sequence}"


class OfferEntry(models.Model):
    """An offer at a place under a dense `number`. `keys`: everything it is found by, a space between; `record`: the packed
    columns of `core.offers`; `shown`: what a line of the list writes. `due_on`: the day from which it says something else.
    """

    number = models.BigIntegerField(primary_key=True)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="entries")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="offer_entries")
    sequence = models.BigIntegerField(db_index=True)
    keys = models.TextField(blank=True)
    record = models.BinaryField()
    shown = models.JSONField(default=dict)
    due_on = models.DateField(null=True, blank=True, db_index=True)

    follows_others = True
    """Written again from the offers and their places: hangs on them without being anything added to them."""

    def __str__(self) -> str:
        return str(self.number)


class OfferPosting(models.Model):
    """The entries of one block of numbers that bear a key, as a serialised roaring bitmap of their low bits."""

    pk = models.CompositePrimaryKey("key", "block")
    key = models.CharField(max_length=80)
    block = models.IntegerField()
    bits = models.BinaryField()
    sequence = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} ({self.block})"
