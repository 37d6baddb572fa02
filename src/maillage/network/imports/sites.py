"""The seats that a file gives to organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maillage.core.folding import fold
from maillage.exchange.undoing import changed, created
from maillage.network.models import Site
from maillage.records.bulk import create_rows

if TYPE_CHECKING:
    from maillage.network.imports.writing import Written


def write_sites(work: Sequence[Written]) -> None:
    """A first address is the seat. Another address of a sheet that has one is a further site only when rows are joined;
    otherwise the address known is kept, unless the person chose to replace it."""
    known = _known_sites(work)
    new: list[tuple[Written, Site]] = []
    for one in work:
        if one.organisation is None or not _has_address(one):
            continue
        theirs = known.setdefault(one.organisation.pk, [])
        site = _site(one)
        if any(_same_address(site, other) for other in theirs):
            continue
        if theirs and one.overwrites:
            _move(one, theirs[0], site)
            continue
        if theirs and one.row.decision != one.row.Decision.JOIN:
            one.outcome.message = "L’adresse de la fiche existante est gardée."
            continue
        site.is_main = not theirs
        theirs.append(site)
        new.append((one, site))
    create_rows(site for _one, site in new)
    for one, site in new:
        one.outcome.created.append(created(site))


def _known_sites(work: Sequence[Written]) -> dict[int, list[Site]]:
    found: dict[int, list[Site]] = {}
    existing = [one.organisation.pk for one in work if one.organisation and not one.is_new]
    if existing:
        for site in Site.objects.as_of().filter(organisation__in=existing).order_by("-is_main", "pk"):
            found.setdefault(site.organisation_id, []).append(site)
    return found


def _has_address(one: Written) -> bool:
    address = one.cleaned.address
    return address is not None and bool(address.street or address.postal_code or address.locality)


def _site(one: Written) -> Site:
    """Second telephone and address of the organisation are those of its seat: a sheet holds one of each."""
    address = one.cleaned.address
    assert address is not None
    return Site(
        organisation=one.organisation,
        street=address.street,
        postal_code=address.postal_code,
        locality=address.locality,
        territory_id=one.cleaned.place,
        phone=one.cleaned.phones[1] if len(one.cleaned.phones) > 1 else "",
        email=one.cleaned.emails[1] if len(one.cleaned.emails) > 1 else "",
    )


def _same_address(one: Site, other: Site) -> bool:
    same_place = one.postal_code == other.postal_code or not one.postal_code or not other.postal_code
    return same_place and (fold(one.street) == fold(other.street) or not one.street)


def _move(one: Written, site: Site, proposed: Site) -> None:
    names = ("street", "postal_code", "locality", "territory_id")
    before = {name: getattr(site, name) for name in (*names, "version")}
    for name in names:
        setattr(site, name, getattr(proposed, name))
    site.version += 1
    site.save(update_fields=["street", "postal_code", "locality", "territory", "version"])
    one.outcome.changed.append(changed(site, before))
