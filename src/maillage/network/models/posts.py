"""A person's work in an organisation, dated; what someone may do comes from here and from mandates (A2)."""

from __future__ import annotations

from django.db import models

from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField


class Post(Dated):
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

    objects = DatedQuerySet["Post"].as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "person"], name="network_post_pair")]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
