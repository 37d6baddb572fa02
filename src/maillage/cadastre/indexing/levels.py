"""Which levels may enter an offer: from its entry level up to the one below its exit level (row E2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maillage.cadastre.models import Offer, OfferLevel
from maillage.vocabulary.models import Term


def scales_in_order(codes: set[str]) -> dict[str, list[int]]:
    """For each scale the ids of its terms, lowest level first."""
    found: dict[str, list[int]] = {code: [] for code in codes}
    rows = Term.objects.filter(scheme__code__in=codes).order_by("scheme_id", "rank", "pk")
    for code, pk in rows.values_list("scheme__code", "pk"):
        found[code].append(pk)
    return found


def entering(level: OfferLevel, scales: Mapping[str, Sequence[int]]) -> list[int]:
    """Ids of the terms of the scale that enter. Without an exit, the entry level alone; without an entry, everything below
    the exit; without either, nothing is said."""
    ladder = scales[level.scale]
    entry = ladder.index(level.entry_id) if level.entry_id in ladder else None
    leaving = ladder.index(level.exit_id) if level.exit_id in ladder else None
    if entry is None:
        return list(ladder[:leaving]) if leaving is not None else []
    return list(ladder[entry : max(entry + 1, leaving if leaving is not None else entry + 1)])


def with_enough_french(offer: Offer, ladder: Sequence[int]) -> Sequence[int]:
    """Ids of the levels of French that are enough to take part: those from the level asked, all where none is asked (row
    E3). None for a course of the language itself that asks nothing else: its entry level says it (`entering`)."""
    if offer.required_french_id in ladder:
        return ladder[ladder.index(offer.required_french_id) :]
    return () if offer.required_french_id or offer.levels.all() else ladder
