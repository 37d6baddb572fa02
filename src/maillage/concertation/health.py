"""What `maillage doctor` looks at in the room: the invariants that no constraint of the database can hold (4, 5, 17)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q

from maillage.concertation.models import Action, Means, Recommendation
from maillage.core.readers import PUBLIC
from maillage.thread.models import Item, Link

SAMPLE = 50
_GOING_ON = (Action.Status.DECIDED, Action.Status.UNDER_WAY, Action.Status.SUSPENDED, Action.Status.DONE)


def recommendation_problems() -> Iterator[str]:
    """From a finding, towards an objective (invariant 4)."""
    for one in Recommendation.objects.filter(~_comes_from("finding"))[:SAMPLE]:
        yield f"« {one} » : cette recommandation ne vient plus d’aucun constat."
    for one in Recommendation.objects.filter(objectives__isnull=True)[:SAMPLE]:
        yield f"« {one} » : cette recommandation ne sert aucun objectif."


def action_problems() -> Iterator[str]:
    """From an avenue or a recommendation; carried as its mode says, with means, once it is decided (invariants 4, 5)."""
    for act in Action.objects.filter(~_comes_from("avenue", "recommend"))[:SAMPLE]:
        yield f"« {act} » : cette action ne vient d’aucune piste ni recommandation."
    for act, number in _ill_carried():
        yield f"« {act} » : action {act.get_mode_display()} portée par {number} organisation(s)."
    bare = Action.objects.filter(~Exists(Means.objects.filter(action=OuterRef("pk"))), status__in=_GOING_ON)
    for act in bare[:SAMPLE]:
        yield f"« {act} » : cette action est décidée sans aucun moyen."


def _ill_carried() -> list[tuple[Action, int]]:
    carried = Count("carriers", filter=Q(carriers__valid_to__isnull=True))
    rows = Action.objects.filter(status__in=_GOING_ON).annotate(carried=carried)
    alone = Q(mode=Action.Mode.INDIVIDUAL)
    wrong = rows.filter((alone & ~Q(carried=1)) | (~alone & Q(carried__lt=2))).order_by("pk")
    return [(act, act.carried) for act in wrong[:SAMPLE]]


def _comes_from(*kinds: str) -> Exists:
    links = Link.objects.filter(target=OuterRef("item"), valid_to__isnull=True, source__kind__in=kinds)
    return Exists(links)


def audience_problems() -> Iterator[str]:
    """A step of a restricted space that everyone would see (invariant 17)."""
    told = Item.objects.filter(audience=PUBLIC, space__isnull=False).exclude(space__audience=PUBLIC)
    for item in told.select_related("space")[:SAMPLE]:
        yield f"Une étape de « {item.space} », espace réservé, est visible de tous."
