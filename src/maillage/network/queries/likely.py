"""Reads: « existe déjà ? » Organisations that may be the one somebody is about to enter, with the reason in words.

The comparison itself is `core.matching`, the same as for imports: a service that shares the number of its commune or
CPAS is never taken for it (A14).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.core.matching.organisations import Identity, Matcher, Relation
from maillage.core.readers import Reader
from maillage.network.models import Organisation, OrganisationName, Site

NEWCOMER = "new"
MOST = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """An organisation that may be the same, or `houses` the newcomer as a service; `reasons` are read by people."""

    organisation: Organisation
    reasons: tuple[str, ...]
    houses: bool


@dataclass(frozen=True, slots=True)
class Described:
    """What was typed of the newcomer."""

    name: str
    short_name: str = ""
    bce_number: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    part_of: Organisation | None = None


def likely_same(reader: Reader, newcomer: Described) -> list[Likeness]:
    """The best first, among the organisations of today that the reader may see. Four queries."""
    visible = Organisation.objects.visible_to(reader).as_of()
    matcher = Matcher.of(_identities(reader))
    found = [
        one
        for one in matcher.candidates(_identity_of(newcomer), limit=MOST)
        if newcomer.part_of is None or one.relation is Relation.SAME
    ]
    rows = visible.select_related("part_of").in_bulk([one.key for one in found])
    return [
        Likeness(rows[one.key], one.reasons, houses=one.relation is Relation.SERVICE_OF)
        for one in found
        if one.key in rows
    ]


def _identity_of(newcomer: Described) -> Identity:
    return Identity(
        key=NEWCOMER,
        name=newcomer.name,
        other_names=_kept(newcomer.short_name),
        bce=newcomer.bce_number,
        emails=_kept(newcomer.email.lower()),
        phones=_kept(newcomer.phone),
        website=newcomer.website,
        part_of=newcomer.part_of.pk if newcomer.part_of else None,
    )


def _identities(reader: Reader) -> Iterator[Identity]:
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in OrganisationName.objects.values_list("organisation_id", "name"):
        names[pk].append(name)
    emails: dict[int, list[str]] = defaultdict(list)
    for pk, email in Site.objects.exclude(email="").values_list("organisation_id", "email"):
        emails[pk].append(email.lower())
    fields = ("pk", "name", "short_name", "bce_number", "email", "phone", "website", "part_of_id")
    known = Organisation.objects.visible_to(reader).as_of().values_list(*fields)
    for pk, name, short_name, bce, email, phone, website, part_of in known:
        yield Identity(
            key=pk,
            name=name,
            other_names=tuple(one for one in dict.fromkeys([short_name, *names[pk]]) if one and one != name),
            bce=bce,
            emails=tuple(filter(None, [email.lower(), *emails[pk]])),
            phones=_kept(phone),
            website=website,
            part_of=part_of,
        )


def _kept(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
