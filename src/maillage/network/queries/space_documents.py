"""Reads: what the search knows of spaces; each document stands under the audience of its space (M2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch
from django.urls import reverse

from maillage.network.models import Space, SpaceObjective, SpaceScope
from maillage.network.queries.spaces import scopes_on
from maillage.records.clock import today
from maillage.search.registries import Document
from maillage.territory.queries.documents import uids_around
from maillage.vocabulary.queries import names_of_terms

KIND = "espace"
STANDING = {
    Space.Status.ACTIVE: 40,
    Space.Status.PLANNED: 50,
    Space.Status.DORMANT: 60,
    Space.Status.CLOSED: 200,
}


def documents_of_spaces(ids: Sequence[int]) -> Iterable[Document]:
    """In bulk; members are found by their own sheets, people are not in here."""
    day = today()
    spaces = (
        Space.objects.filter(pk__in=ids)
        .select_related("kind", "legal_person")
        .prefetch_related(
            "themes__broader",
            Prefetch("scopes", scopes_on(day), to_attr="scopes_on_day"),
            Prefetch("objectives", SpaceObjective.objects.as_of(day), to_attr="objectives_on_day"),
        )
    )
    rows = list(spaces)
    named = {one.pk for space in rows if (scope := _scope(space)) for one in scope.territories.all()}
    around = uids_around(named)
    return [_document(space, around) for space in rows]


def all_space_ids() -> Iterable[int]:
    return Space.objects.values_list("pk", flat=True)


def _scope(space: Space) -> SpaceScope | None:
    scopes: list[SpaceScope] = getattr(space, "scopes_on_day", [])
    return scopes[0] if scopes else None


def _document(space: Space, around: Mapping[int, Sequence[str]]) -> Document:
    scope = _scope(space)
    territories = list(scope.territories.all()) if scope else []
    themes = list(space.themes.all())
    ground = (scope.wording if scope else "") or ", ".join(one.name for one in territories)
    objectives: list[SpaceObjective] = getattr(space, "objectives_on_day", [])
    return Document(
        object_id=space.pk,
        audience=space.audience,
        title=space.name,
        path=reverse("network:space", args=[space.address]),
        uid=space.uid,
        subtitle=" · ".join(part for part in (space.kind.name, ground, _state(space)) if part),
        names=[space.legal_person.name]
        if space.legal_person and space.legal_person.audience == "public"
        else [],
        body=[
            space.purpose,
            space.kind.name,
            ground,
            *(one.name for one in territories),
            *(term.name for term in themes),
            *(row.text for row in objectives),
        ],
        standing=STANDING[Space.Status(space.status)],
        facets={
            "territoire": sorted({uid for one in territories for uid in around.get(one.pk, {one.uid})}),
            "theme": sorted({one.uid for term in themes for one in (term, term.broader) if one is not None}),
        },
    )


def _state(space: Space) -> str:
    """Said when it is not simply active."""
    return "" if space.status == Space.Status.ACTIVE else space.get_status_display()


def names_of_themes(uids: Sequence[str]) -> Mapping[str, str]:
    """The labels of the facet « Thème »."""
    return names_of_terms(uids)
