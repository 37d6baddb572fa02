"""Weak signals: what people at work notice, told without naming anyone, counted by territory and month (M3, B17)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models

from maillage.accounts.models import Person
from maillage.network.models import Organisation, Space
from maillage.records.clock import now, today
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned
from maillage.territory.models import Territory
from maillage.thread.models import OwnsItem, SeenWithItem
from maillage.vocabulary.models import Term

LONGEST_SIGNAL = 500


class Signal(OwnsItem, Versioned):
    """A watch note of a space, for its members only: its step carries the key of the space, whatever the space is.

    `noted_on`: the day it was seen. `organisation`: where who reports it works, if they say so. No `territory`: everywhere,
    or nowhere in particular. Nothing here names a beneficiary, ever.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="signals")
    text = models.TextField("ce qui se voit", validators=[MaxLengthValidator(LONGEST_SIGNAL)])
    find_key = SortKeyField(source="text", max_length=LONGEST_SIGNAL, db_index=False)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="où"
    )
    noted_on = models.DateField("vu le", default=today)
    themes = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="thèmes")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signalé depuis",
    )
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=now, editable=False)

    objects = SeenWithItem["Signal"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["space", "noted_on"], name="concertation_signal_list")]

    def __str__(self) -> str:
        return self.text
