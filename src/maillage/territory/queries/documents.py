"""Territories as the search finds them, and as the search narrows other things by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from maillage.core.readers import PUBLIC
from maillage.records.prepared import prepared
from maillage.search.registries import Document, Wording
from maillage.territory.models import Containment, FormerCode, PostalCode, Territory
from maillage.territory.queries.finder import WEIGHTS, described

KIND = "territoire"
"""Of the documents, and of the facet that other rooms fill with `uids_around`."""


def documents_for(ids: Sequence[int]) -> Iterable[Document]:
    """Places that exist today, by their names in three languages and their codes."""
    codes: dict[int, list[str]] = defaultdict(list)
    for model in (FormerCode, PostalCode):
        for pk, code in model.objects.filter(territory__in=ids).values_list("territory_id", "code"):
            codes[pk].append(code)
    around = uids_around(ids)
    shown = described(ids)
    for row in Territory.objects.as_of().filter(pk__in=ids).defer("shape"):
        place = shown[row.pk]
        yield Document(
            object_id=row.pk,
            audience=PUBLIC,
            title=row.name,
            path=f"/territoires/{row.address}/",
            uid=row.uid,
            subtitle=place.context,
            names=[
                *(Wording(name, language) for language, name in sorted(row.names.items()) if name != row.name),
                *([row.code] if row.code else []),
                *codes[row.pk],
            ],
            standing=100 * (1 + WEIGHTS[Territory.Level(row.level)]),
            facets={KIND: around[row.pk]},
        )


def all_ids() -> Iterable[int]:
    return Territory.objects.order_by("pk").values_list("pk", flat=True)


def uids_around(ids: Iterable[int]) -> Mapping[int, list[str]]:
    """For each territory, the uids of all that holds it, itself included: what a facet by territory asks for."""
    found: dict[int, list[str]] = defaultdict(list)
    pairs = Containment.objects.filter(part__in=list(ids)).values_list("part_id", "whole__uid")
    for part, whole in pairs:
        found[part].append(whole)
    return found


def names_of(uids: Sequence[str]) -> Mapping[str, str]:
    """The label of each value of the facet: quarters and zones say so, since many bear the name of their commune."""
    small = {Territory.Level.QUARTER, Territory.Level.ZONE}
    return {
        uid: f"{name} ({Territory.Level(level).label})" if level in small else name
        for uid, name, level in _named(uids)
    }


@prepared
def _named(uids: Sequence[str]) -> QuerySet[Territory, tuple[str, str, str]]:
    return Territory.objects.filter(uid__in=uids).values_list("uid", "name", "level")
