"""Reads: what the search room finds of organisations and of people at work (issue section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.freshness import STALE_AFTER, latest_start
from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC
from maillage.network.models import Accreditation, Organisation, OrganisationName, Post, Site
from maillage.network.queries.around import by_organisation, terms_of
from maillage.records.clock import today
from maillage.records.dated import holds_on
from maillage.search.models import SearchDocument
from maillage.search.registries import Document
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.queries import names_of_terms

T = TypeVar("T")
ORGANISATION, PERSON = "organisation", "personne"
CURRENT, ENDED = 100, 900
"""Standing: what exists before what existed."""


def organisation_documents(ids: Sequence[int]) -> Iterator[Document]:
    """A sheet entered twice is found under the other; one silent for two years by members only (invariant 18)."""
    found = _findable().filter(pk__in=ids).select_related("part_of").only(*_SHOWN)
    around = _around(ids)
    for organisation in found:
        yield _organisation(organisation, around)


def all_organisation_ids() -> list[int]:
    return list(_findable().values_list("pk", flat=True))


def person_documents(ids: Sequence[int]) -> Iterator[Document]:
    """People who hold a post today; for members, unless the person made the name public."""
    held = Post.objects.as_of().filter(person__in=ids).select_related("organisation", "function")
    shown = held.only("person", "title", "organisation__name", "function__name").order_by("pk")
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in shown:
        posts[post.person_id].append(post)
    for person in _at_work().filter(pk__in=ids):
        theirs = posts[person.pk]
        yield Document(
            object_id=person.pk,
            uid=person.uid,
            audience=PUBLIC if person.show_name else MEMBERS,
            title=person.full_name,
            path=reverse("network:person", args=[person.uid]),
            subtitle=", ".join(dict.fromkeys(post.organisation.name for post in theirs)),
            body=[post.label for post in theirs],
        )


def all_person_ids() -> list[int]:
    return list(_at_work().values_list("pk", flat=True))


def gone_silent() -> list[int]:
    """Organisations still found by the public whose sheet has been silent for two years by now."""
    limit = latest_start(today(), STALE_AFTER)
    silent = Organisation.objects.filter(audience=PUBLIC, checked_on__lte=limit)
    shown = SearchDocument.objects.filter(kind=ORGANISATION, audience=PUBLIC)
    return list(silent.filter(pk__in=shown.values("object_id")).values_list("pk", flat=True)[:1000])


def _findable() -> QuerySet[Organisation]:
    return Organisation.objects.exclude(audience=COORDINATORS)


_SHOWN = (
    *("uid", "name", "short_name", "bce_number", "presentation", "valid_from", "valid_to", "checked_on"),
    *("audience", "part_of__name", "part_of__bce_number"),
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around organisations, by their id, as words rather than rows: an import indexes thousands.

    `sectors`: uids and names. `territories`: uids of each territory of a site and of all that contain it.
    """

    kinds: dict[int, list[str]]
    sectors: dict[int, list[tuple[str, str]]]
    recognised: dict[int, list[str]]
    names: dict[int, list[str]]
    sites: dict[int, list[Site]]
    territories: dict[int, list[str]]


def _around(ids: Sequence[int]) -> _Around:
    sites = Site.objects.as_of().filter(organisation__in=ids).select_related("territory")
    shown = sites.only(
        *("organisation", "name", "street", "postal_code", "locality", "services", "territory__name")
    )
    sites_of: dict[int, list[Site]] = defaultdict(list)
    for site in shown.order_by("-is_main", "pk"):
        sites_of[site.organisation_id].append(site)
    kinds, sectors = Organisation.kinds.through.objects, Organisation.sectors.through.objects
    names = OrganisationName.objects.filter(organisation__in=ids).order_by("pk")
    return _Around(
        kinds=by_organisation(terms_of(kinds.all(), ids)),
        sectors=by_organisation(
            (pk, (uid, name)) for pk, name, uid in terms_of(sectors.all(), ids, "term__uid")
        ),
        recognised=by_organisation(terms_of(Accreditation.objects.as_of(), ids)),
        names=by_organisation(names.values_list("organisation_id", "name")),
        sites=sites_of,
        territories=_territories_around({site.territory_id for rows in sites_of.values() for site in rows}),
    )


def _organisation(one: Organisation, around: _Around) -> Document:
    sites, sectors = around.sites.get(one.pk, []), around.sectors.get(one.pk, [])
    towns = dict.fromkeys(site.territory.name if site.territory else site.locality for site in sites)
    where = ", ".join(town for town in towns if town)
    whole = one.part_of.name if one.part_of else ""
    silent = one.checked_on <= latest_start(today(), STALE_AFTER)
    names = [one.short_name, one.number, *around.names.get(one.pk, [])]
    return Document(
        object_id=one.pk,
        uid=one.uid,
        audience=MEMBERS if one.audience == PUBLIC and silent else one.audience,
        title=one.name,
        path=reverse("network:organisation", args=[one.address]),
        subtitle=" · ".join(part for part in (whole, ", ".join(around.kinds.get(one.pk, [])), where) if part),
        names=list(dict.fromkeys(filter(None, names))),
        body=[
            one.presentation,
            *(name for _uid, name in sectors),
            *around.recognised.get(one.pk, []),
            *(
                text
                for site in sites
                for text in (site.name, site.street, site.postal_code, site.locality, site.services)
            ),
        ],
        standing=CURRENT if one.holds() else ENDED,
        facets={
            "territoire": [uid for site in sites for uid in around.territories.get(site.territory_id or 0, ())],
            "secteur": [uid for uid, _name in sectors],
        },
    )


def _territories_around(parts: set[int | None]) -> dict[int, list[str]]:
    """For each territory of a site, itself and all that contain it."""
    rows = Containment.objects.filter(part__in=parts - {None}).exclude(whole__level=Territory.Level.COUNTRY)
    return by_organisation(rows.values_list("part_id", "whole__uid"))


def sector_names(uids: Sequence[str]) -> dict[str, str]:
    return names_of_terms(uids)


def _at_work() -> QuerySet[Person]:
    held = Post.objects.filter(holds_on(today())).exclude(organisation__audience=COORDINATORS)
    return Person.objects.filter(erased_at=None, pk__in=held.values("person"))
