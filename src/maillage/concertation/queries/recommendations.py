"""Reads: the recommendations of a cycle, and one of them with what surrounds it (G3, K3)."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from maillage.concertation.models import Consultation, Cycle, Recommendation
from maillage.core.readers import Reader
from maillage.thread.models import Item, Link
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import IN_FRAMEWORKS

_OBJECTIVES = Prefetch("objectives", Term.objects.select_related("scheme").order_by(*IN_FRAMEWORKS))


def recommendation_for(reader: Reader, uid: str) -> Recommendation | None:
    found = Recommendation.objects.visible_to(reader).select_related("item__space", "cycle__space__kind")
    return found.prefetch_related(_OBJECTIVES).filter(item__uid=uid).first()


def recommendations_of(cycle: Cycle, reader: Reader) -> QuerySet[Recommendation]:
    """Those that stand, in the order they came."""
    return recommendation_rows(cycle, reader).exclude(status=Recommendation.Status.DROPPED)


def recommendation_rows(cycle: Cycle, reader: Reader) -> QuerySet[Recommendation]:
    """All of them with their objectives, the dropped ones last."""
    found = Recommendation.objects.visible_to(reader).filter(cycle=cycle).select_related("item")
    return found.prefetch_related(_OBJECTIVES).order_by("status_reason", "pk")


def recommendations_not_in(consultation: Consultation, reader: Reader) -> QuerySet[Recommendation]:
    """Those of its cycle that stand and that it does not put to the vote yet."""
    found = Recommendation.objects.visible_to(reader).filter(cycle__isnull=False, cycle=consultation.cycle)
    standing = found.exclude(status=Recommendation.Status.DROPPED).select_related("item")
    there = consultation.statements.filter(item__isnull=False)
    return standing.exclude(item__in=there.values("item")).order_by("pk")


def sources_of(recommendation: Recommendation, reader: Reader) -> QuerySet[Item]:
    """The findings it comes from, as far as this reader sees them."""
    into = Link.objects.filter(target=recommendation.item, relation=Link.Relation.LED_TO, valid_to__isnull=True)
    return Item.objects.visible_to(reader).filter(pk__in=into.values("source"), kind="finding").order_by("pk")
