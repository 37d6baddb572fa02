"""Rows of a file held against the offers that exist, and against each other: same operator, near title, same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from rapidfuzz import fuzz

from maillage.cadastre.imports.cleaned import CleanedOffer, clean_offer
from maillage.cadastre.imports.known import Known
from maillage.cadastre.models import Offer, OfferSession
from maillage.core.folding import fold
from maillage.core.readers import Reader
from maillage.exchange.registries import CandidateShown, RowPreview
from maillage.records.clock import today
from maillage.records.identity import address

NEAR = 80
"""From 0 to 100: titles at least that near are shown as possible duplicates."""
SAME = 0.9
"""Proposed as the same from there."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An offer that exists (`pk`) or a row of the file (`number`); `places` as `CleanedOffer.where`."""

    title: str
    folded: str
    kind: str
    places: frozenset[str]
    pk: int | None = None
    number: int | None = None
    uid: str = ""


class OfferPreviewer:
    """One for each reader and file."""

    def __init__(self, reader: Reader) -> None:
        self._known = Known(reader)
        self._held: dict[int, list[_Held]] = defaultdict(list)
        self._seen: set[int] = set()
        self._load(reader)

    def remember(self, number: int, values: Mapping[str, str], details: Mapping[str, Any]) -> None:
        del details
        self._keep(number, clean_offer(values, self._known))

    def preview(self, number: int, cells: Mapping[str, str]) -> RowPreview:
        row = clean_offer(cells, self._known)
        candidates = self._candidates(number, row)
        self._keep(number, row)
        return RowPreview(
            label=row.title or "(sans titre)",
            values=row.values,
            flags=row.flags,
            candidates=candidates,
            decision=_proposed(candidates),
        )

    def _load(self, reader: Reader) -> None:
        running = Offer.objects.visible_to(reader).as_of(today()).order_by("pk")
        places: dict[int, set[str]] = defaultdict(set)
        sessions = OfferSession.objects.filter(offer__in=running.order_by(), site__isnull=False)
        for offer, site in sessions.values_list("offer_id", "site_id"):
            places[offer].add(str(site))
        for pk, uid, title, kind, operator in running.values_list(
            "pk", "uid", "title", "kind", "organisation_id"
        ):
            held = _Held(title, fold(title), kind, frozenset(places[pk]), pk=pk, uid=uid)
            self._held[operator].append(held)

    def _keep(self, number: int, row: CleanedOffer) -> None:
        if row.organisation is None or not row.title or number in self._seen:
            return
        self._seen.add(number)
        where = frozenset({row.where} - {""})
        self._held[row.organisation].append(_Held(row.title, fold(row.title), row.kind, where, number=number))

    def _candidates(self, number: int, row: CleanedOffer) -> list[CandidateShown]:
        if row.organisation is None or not row.title:
            return []
        found = [
            shown
            for held in self._held[row.organisation]
            if (held.number is None or held.number < number) and (shown := _shown(held, row))
        ]
        return sorted(found, key=lambda one: (-one.score, one.target is None, one.row or 0))[:5]


def _shown(held: _Held, row: CleanedOffer) -> CandidateShown | None:
    nearness = fuzz.token_sort_ratio(held.folded, fold(row.title))
    if nearness < NEAR:
        return None
    reasons = ["même opérateur", "même titre" if nearness == 100 else "titre proche"]
    score = nearness / 100
    if row.where and held.places:
        same_place = row.where in held.places
        reasons.append("même lieu" if same_place else "autre lieu")
        score -= 0 if same_place or held.number is not None else 0.15
    if held.kind != row.kind:
        reasons.append("autre genre")
        score -= 0.2
    return CandidateShown(
        name=held.title,
        score=round(score, 2),
        reasons=tuple(reasons),
        is_same=nearness == 100 and score >= SAME,
        target=held.pk,
        row=held.number,
        url=reverse("cadastre:offer", args=[address(held.title, held.uid)]) if held.pk else "",
    )


def _proposed(candidates: list[CandidateShown]) -> str:
    """An offer that exists is completed, an earlier row of the same title joined: a further session of the same course."""
    sure = [one for one in candidates if one.is_same]
    known = [one for one in sure if one.target is not None]
    if len(known) == 1:
        return f"complete:{known[0].target}"
    rows = sorted(one.row for one in sure if one.row is not None)
    return f"join:{rows[0]}" if rows and not known else "create"
