"""Reads: what the search room finds of organisations and of people at work (issue section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.freshness import STALE_AFTER, latest_start
from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC
from maillage.network.models import Accreditation, Organisation, Post, Site
from maillage.records.clock import today
from maillage.records.dated import holds_on
from maillage.search.models import SearchDocument
from maillage.search.registries import Document
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Term

ORGANISATION, PERSON = "organisation", "personne"
CURRENT, ENDED = 100, 900
"""Standing: what exists before what existed."""


def organisation_documents(ids: Sequence[int]) -> Iterator[Document]:
    """A sheet entered twice is found under the other; one silent for two years by members only (invariant 18)."""
    found = list(_organisations(ids))
    around = _territories_around(found)
    for organisation in found:
        yield _organisation(organisation, around)


def all_organisation_ids() -> list[int]:
    return list(_findable().values_list("pk", flat=True))


def person_documents(ids: Sequence[int]) -> Iterator[Document]:
    """People who hold a post today; for members, unless the person made the name public."""
    held = Post.objects.as_of().select_related("organisation", "function").order_by("pk")
    for person in (
        _at_work().filter(pk__in=ids).prefetch_related(Prefetch("posts", queryset=held, to_attr="posts_then"))
    ):
        yield Document(
            object_id=person.pk,
            uid=person.uid,
            audience=PUBLIC if person.show_name else MEMBERS,
            title=person.full_name,
            path=reverse("network:person", args=[person.uid]),
            subtitle=", ".join(dict.fromkeys(post.organisation.name for post in person.posts_then)),
            body=[post.label for post in person.posts_then],
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


def _organisations(ids: Sequence[int]) -> QuerySet[Organisation]:
    sites = Site.objects.as_of().select_related("territory").order_by("-is_main", "pk")
    recognised = Accreditation.objects.as_of().select_related("term")
    shown: list[Any] = [
        *("kinds", "sectors", "names"),
        Prefetch("sites", queryset=sites, to_attr="sites_now"),
        Prefetch("accreditations", queryset=recognised, to_attr="accreditations_now"),
    ]
    return _findable().filter(pk__in=ids).select_related("part_of").prefetch_related(*shown)


def _organisation(one: Organisation, around: dict[int, list[str]]) -> Document:
    sites: list[Site] = one.sites_now  # type: ignore[attr-defined]
    recognised: list[Accreditation] = one.accreditations_now  # type: ignore[attr-defined]
    towns = dict.fromkeys(site.territory.name if site.territory else site.locality for site in sites)
    where = ", ".join(town for town in towns if town)
    kinds = [term.name for term in one.kinds.all()]
    whole = one.part_of.name if one.part_of else ""
    silent = one.checked_on <= latest_start(today(), STALE_AFTER)
    return Document(
        object_id=one.pk,
        uid=one.uid,
        audience=MEMBERS if one.audience == PUBLIC and silent else one.audience,
        title=one.name,
        path=reverse("network:organisation", args=[one.address]),
        subtitle=" · ".join(part for part in (whole, ", ".join(kinds), where) if part),
        names=list(
            dict.fromkeys(filter(None, [one.short_name, one.number, *(n.name for n in one.names.all())]))
        ),
        body=[
            one.presentation,
            *(term.name for term in one.sectors.all()),
            *(row.term.name for row in recognised),
            *(
                f"{site.name} {site.street} {site.postal_code} {site.locality} {site.services}"
                for site in sites
            ),
        ],
        standing=CURRENT if one.holds() else ENDED,
        facets={
            "territoire": [uid for site in sites for uid in around.get(site.territory_id or 0, ())],
            "secteur": [term.uid for term in one.sectors.all()],
        },
    )


def _territories_around(found: Sequence[Organisation]) -> dict[int, list[str]]:
    """For each territory of a site, itself and all that contain it."""
    parts = {site.territory_id for one in found for site in one.sites_now}  # type: ignore[attr-defined]
    around: dict[int, list[str]] = defaultdict(list)
    rows = Containment.objects.filter(part__in=parts).exclude(whole__level=Territory.Level.COUNTRY)
    for part, uid in rows.values_list("part_id", "whole__uid"):
        around[part].append(uid)
    return around


def sector_names(uids: Sequence[str]) -> dict[str, str]:
    return dict(Term.objects.filter(uid__in=uids).values_list("uid", "name"))


def _at_work() -> QuerySet[Person]:
    held = Post.objects.filter(holds_on(today())).exclude(organisation__audience=COORDINATORS)
    return Person.objects.filter(erased_at=None, pk__in=held.values("person"))
