"""Reads: the terms that the directory can be narrowed by, those that some organisation bears, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from maillage.network.models import Accreditation, Organisation
from maillage.vocabulary.models import Term

Choices = list[tuple[str, str]]
"""Notations and names."""


def kinds_in_use() -> Choices:
    return _borne(Organisation.kinds.through.objects.values("term"))


def sectors_in_use() -> Choices:
    return _borne(Organisation.sectors.through.objects.values("term"))


def accreditations_in_use() -> Choices:
    return _borne(Accreditation.objects.values("term"))


def accreditations_expired(day: dt.date) -> Choices:
    """Kinds of accreditation of which one at least ended before that day."""
    return _borne(Accreditation.objects.filter(valid_to__lt=day).values("term"))


def _borne(terms: QuerySet[Any, Any]) -> Choices:
    """The terms, and the general terms they are under, in the order of their list."""
    used = Term.objects.filter(pk__in=terms)
    general = used.exclude(broader=None).values("broader")
    found = Term.objects.filter(Q(pk__in=terms) | Q(pk__in=general)).order_by("rank", "sort_name", "pk")
    return list(found.values_list("notation", "name"))
