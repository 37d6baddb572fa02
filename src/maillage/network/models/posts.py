"""A person's work in an organisation, dated; what someone may do comes from here and from mandates (row A2)."""

from __future__ import annotations

from typing import Self

from django.db import models

from maillage.core.readers import Reader
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned


class PostQuerySet(DatedQuerySet["Post"]):
    def visible_to(self, reader: Reader) -> Self:
        """A post is seen with its organisation; whose it is depends on the person (`queries.posts.seen_person`)."""
        return self.filter(organisation__audience__in=reader.keys)


class Post(Dated, Versioned):
    """`coordinator`: this person coordinates the network for the organisation, which hosts spaces."""

    uid = UidField()
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="posts")
    function = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fonction",
    )
    title = models.CharField("intitulé du poste", max_length=120, blank=True)
    coordinator = models.BooleanField("coordonne le réseau", default=False)

    objects = PostQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "person", "title"],
                condition=models.Q(valid_to__isnull=True),
                name="network_post_open_once",
                violation_error_message="Cette personne occupe déjà ce poste.",
            ),
        ]
        indexes = [models.Index(fields=["person", "valid_to"], name="network_post_person")]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"

    @property
    def label(self) -> str:
        """What the person does there: the words of the house, else the function."""
        return self.title or (str(self.function) if self.function else "")
