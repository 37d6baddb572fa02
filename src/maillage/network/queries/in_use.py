"""Reads: the terms that the directory can be narrowed by, those that some organisation bears, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from maillage.network.models import Accreditation, Organisation
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

Choices = list[tuple[str, str]]
"""Notations and names, in the order of the list."""


@dataclass(frozen=True, slots=True)
class TermsInUse:
    """`expired`: the kinds of accreditation of which one at least has ended."""

    kinds: Choices
    sectors: Choices
    accreditations: Choices
    expired: Choices


def terms_in_use(day: dt.date) -> TermsInUse:
    """One query; a general term is offered when one under it is borne."""
    borne = [
        Exists(through.objects.filter(term=OuterRef("pk")))
        for through in (Organisation.kinds.through, Organisation.sectors.through, Accreditation)
    ]
    ended = Accreditation.objects.filter(term=OuterRef("pk"), valid_to__lt=day)
    rows = list(
        Term.objects.filter(scheme__code__in=[Code.ORGANISATION_KIND, Code.SECTOR, Code.ACCREDITATION])
        .annotate(borne=borne[0] | borne[1] | borne[2], ended=Exists(ended))
        .order_by("rank", "sort_name", "pk")
        .values_list("pk", "broader_id", "scheme__code", "notation", "name", "borne", "ended")
    )
    general = {broader for _pk, broader, *_words, is_borne, _ended in rows if is_borne}
    offered: dict[str, Choices] = defaultdict(list)
    expired: Choices = []
    for pk, _broader, code, notation, name, is_borne, has_ended in rows:
        if is_borne or pk in general:
            offered[code].append((notation, name))
        if has_ended:
            expired.append((notation, name))
    return TermsInUse(
        kinds=offered[Code.ORGANISATION_KIND],
        sectors=offered[Code.SECTOR],
        accreditations=offered[Code.ACCREDITATION],
        expired=expired,
    )
