"""Reads: the addresses where organisations receive people."""

from __future__ import annotations

from collections.abc import Collection

from maillage.network.models import Organisation, Site


def seats_of(organisations: Collection[int]) -> dict[int, Site]:
    """The seat of each organisation by its id, or its first place when no seat was named; none without a place."""
    found: dict[int, Site] = {}
    rows = Site.objects.as_of().filter(organisation__in=organisations)
    for site in rows.select_related("organisation", "territory").order_by("-is_main", "pk"):
        found.setdefault(site.organisation_id, site)
    return found


def seat_of(organisation: Organisation) -> Site | None:
    return seats_of([organisation.pk]).get(organisation.pk)
