"""The terms that a batch of offers says: each term read once, however many offers say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from maillage.cadastre.models import Offer, OfferLevel
from maillage.vocabulary.models import Term

RELATIONS = ("themes", "audiences", "languages", "interpreting")


class Terms:
    """One query a relation and one or two for the terms, where prefetching would build every term anew for every offer."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        """`offers` with their levels in hand; their entry and exit are set."""
        ids = [offer.pk for offer in offers]
        self._said: dict[tuple[str, int], list[int]] = defaultdict(list)
        for relation in RELATIONS:
            links = getattr(Offer, relation).through.objects.filter(offer__in=ids)
            ordered = links.order_by("term__scheme_id", "term__rank", "term__sort_name", "term_id")
            for offer_id, term_id in ordered.values_list("offer_id", "term_id"):
                self._said[relation, offer_id].append(term_id)
        self._terms = Term.objects.in_bulk(set(self._used(offers)))
        above = {term.broader_id for term in self._terms.values() if term.broader_id}
        self._terms |= Term.objects.in_bulk(above - self._terms.keys())
        for level in _levels(offers):
            level.entry = self._term(level.entry_id)
            level.exit = self._term(level.exit_id)

    def of(self, offer: Offer, relation: str) -> list[Term]:
        """The terms of one of `RELATIONS`, in the order of their scheme."""
        return [self._terms[pk] for pk in self._said[relation, offer.pk]]

    def course(self, offer: Offer) -> Term | None:
        return self._term(offer.course_type_id)

    def service(self, offer: Offer) -> Term | None:
        return self._term(offer.service_type_id)

    def with_broader(self, offer: Offer, relation: str) -> Iterator[Term]:
        """Each term, and the one above it."""
        for term in self.of(offer, relation):
            yield term
            if term.broader_id:
                yield self._terms[term.broader_id]

    def _term(self, pk: int | None) -> Term | None:
        return self._terms[pk] if pk else None

    def _used(self, offers: Iterable[Offer]) -> Iterator[int]:
        for said in self._said.values():
            yield from said
        for offer in offers:
            yield from filter(None, (offer.course_type_id, offer.service_type_id))
        for level in _levels(offers):
            yield from filter(None, (level.entry_id, level.exit_id))


def _levels(offers: Iterable[Offer]) -> Iterator[OfferLevel]:
    for offer in offers:
        yield from offer.levels.all()
