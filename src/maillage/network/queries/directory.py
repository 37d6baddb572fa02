"""Reads: the directory. Each filter narrows with a subquery, never a join, so that nobody is counted twice (A1, E10)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from maillage.core.freshness import STALE_AFTER, TO_CONFIRM_AFTER, latest_start
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.models import Accreditation, Membership, Organisation, OrganisationName, Site
from maillage.network.models.organisations import OrganisationQuerySet
from maillage.network.queries.words import all_words_in
from maillage.records.dated import holds_on
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Term

Rows = QuerySet[Any]
"""Organisations, narrowed or not."""


def directory(reader: Reader, day: dt.date, *, today: dt.date) -> OrganisationQuerySet:
    """The organisations of that day that the reader may see; sheets silent for two years are not in the public list.

    They stay in the lists of members and coordinators, and their pages stay (invariant 18).
    """
    found = Organisation.objects.visible_to(reader).as_of(day)
    if not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
        found = found.filter(checked_on__gt=latest_start(today, STALE_AFTER))
    return found


def named_then(organisations: Rows, day: dt.date) -> Rows:
    """Adds `name_then`, the name borne that day."""
    names = OrganisationName.objects.filter(holds_on(day), organisation=OuterRef("pk"))
    latest = names.order_by(F("valid_from").desc(nulls_last=True), "-pk").values("name")[:1]
    return organisations.annotate(name_then=Coalesce(Subquery(latest), F("name")))


def called(organisations: Rows, text: str) -> Rows:
    """Every word typed is found in the name or sigle, or in one former name; accents and capitals do not count."""
    former = OrganisationName.objects.filter(all_words_in("sort_name", text))
    return organisations.filter(all_words_in("search_key", text) | Q(pk__in=former.values("organisation")))


def of_kind(organisations: Rows, kind: Term) -> Rows:
    """A general kind covers the special ones under it."""
    return organisations.filter(pk__in=_tagged(Organisation.kinds.through, kind))


def in_sector(organisations: Rows, sector: Term) -> Rows:
    return organisations.filter(pk__in=_tagged(Organisation.sectors.through, sector))


def accredited(organisations: Rows, term: Term, day: dt.date) -> Rows:
    """Whose accreditation holds that day: an expired one leaves the count (A4)."""
    return organisations.filter(pk__in=_accreditations(term).filter(holds_on(day)).values("organisation"))


def once_accredited(organisations: Rows, term: Term, day: dt.date) -> Rows:
    """Who was accredited before that day and no longer is."""
    holding = _accreditations(term).filter(holds_on(day)).values("organisation")
    before = _accreditations(term).filter(valid_to__lt=day).values("organisation")
    return organisations.filter(pk__in=before).exclude(pk__in=holding)


def on_line(organisations: Rows, line: str) -> Rows:
    """First or second line; who does both is found under each (A3)."""
    return organisations.filter(line__in=[line, Organisation.Line.BOTH])


def in_territory(organisations: Rows, whole: Territory, day: dt.date) -> Rows:
    """With a site inside that day, in the territory or in any part of it; several sites count once."""
    parts = Containment.objects.filter(whole=whole).values("part")
    sites = Site.objects.filter(holds_on(day), territory__in=parts)
    return organisations.filter(pk__in=sites.values("organisation"))


def sitting(organisations: Rows, reader: Reader, day: dt.date) -> Rows:
    """That sit in a platform or a group which the reader may see."""
    seats = Membership.objects.visible_to(reader).sitting(day)
    return organisations.filter(pk__in=seats.values("organisation"))


def to_confirm(organisations: Rows, today: dt.date) -> Rows:
    """Nobody vouched for the sheet for twelve months."""
    return organisations.filter(checked_on__lte=latest_start(today, TO_CONFIRM_AFTER))


def silent(organisations: Rows, today: dt.date) -> Rows:
    """Nobody vouched for the sheet for twenty-four months: out of the public list."""
    return organisations.filter(checked_on__lte=latest_start(today, STALE_AFTER))


def _accreditations(term: Term) -> QuerySet[Accreditation]:
    return Accreditation.objects.filter(Q(term=term) | Q(term__broader=term))


def _tagged(through: Any, term: Term) -> QuerySet[Any]:
    """Identifiers of the organisations that carry the term or one under it."""
    branch = Term.objects.filter(Q(pk=term.pk) | Q(broader=term)).order_by()
    return through.objects.filter(term__in=branch.values("pk")).values("organisation")
