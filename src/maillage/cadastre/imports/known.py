"""What rows are read with, loaded once for a whole file: operators, their places, the terms of the vocabularies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from maillage.core.cleaning.bce import clean_bce
from maillage.core.folding import fold
from maillage.core.readers import Reader
from maillage.network.imports.places import TerritoryLookup
from maillage.network.models import Organisation, OrganisationName, Site
from maillage.records.clock import today
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import terms_of

NEAR = 82
"""From 0 to 100: names at least that near are proposed to the person, never taken by themselves."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A term of a scale of levels: `rank` says which is above which."""

    pk: int
    scale: str
    rank: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an operator, `words` its name and address folded."""

    pk: int
    words: str
    street: str


class Known:
    """Folded name → ids; more than one id when several bear the name."""

    def __init__(self, reader: Reader) -> None:
        self.territories = TerritoryLookup()
        self.courses = _by_label(Code.COURSE_TYPE)
        self.services = _by_label(Code.SERVICE_TYPE)
        self.audiences = _by_label(Code.AUDIENCE)
        self.oral = _rungs(Code.LEVEL_ORAL) | _rungs(Code.LEVEL_CEFR)
        self.written = _rungs(Code.LEVEL_WRITTEN) | _rungs(Code.LEVEL_CEFR)
        self.names: dict[int, str] = {}
        self.places: dict[int, list[Place]] = defaultdict(list)
        self._operators: dict[str, set[int]] = defaultdict(set)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._near: dict[str, str] = {}
        self._load(reader)

    def operators(self, text: str) -> set[int]:
        """Those of that very name, former name, sigle or BCE number."""
        return self._operators.get(fold(text)) or self._numbers.get(clean_bce(text).value, set())

    def near_operator(self, text: str) -> str:
        """The name that looks most like this one, empty when none does."""
        folded = fold(text)
        if folded not in self._near:
            best = process.extractOne(
                folded, self._operators.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=NEAR
            )
            self._near[folded] = self.names[min(self._operators[best[0]])] if best else ""
        return self._near[folded]

    def _load(self, reader: Reader) -> None:
        current = Organisation.objects.visible_to(reader).as_of(today()).order_by("pk")
        for pk, name, short_name, number in current.values_list("pk", "name", "short_name", "bce_number"):
            self.names[pk] = name
            for one in filter(None, (fold(name), fold(short_name))):
                self._operators[one].add(pk)
            if number:
                self._numbers[number].add(pk)
        former = OrganisationName.objects.filter(organisation__in=current.order_by())
        for pk, name in former.order_by("pk").values_list("organisation_id", "name"):
            self._operators[fold(name)].add(pk)
        sites = (
            Site.objects.as_of(today()).filter(organisation__in=current.order_by()).order_by("-is_main", "pk")
        )
        for site in sites.select_related("territory"):
            commune = site.territory.name if site.territory else ""
            words = fold(" ".join((site.name, site.street, site.postal_code, site.locality, commune)))
            place = Place(site.pk, words, fold(site.street))
            self.places[site.organisation_id].append(place)


def _by_label(code: Code) -> dict[str, int]:
    found: dict[str, int] = {}
    for term in terms_of(code):
        whole = [term.notation.replace("-", " "), term.name, *(term.names or {}).values()]
        for label in (*whole, term.name.split(" (")[0]):
            found.setdefault(fold(label), term.pk)
    return found


def _rungs(code: Code) -> dict[str, Rung]:
    """By notation and by name: « O1 », « oral 1 », « A1 », « a1 introductif »."""
    found: dict[str, Rung] = {}
    for rank, term in enumerate(terms_of(code)):
        for label in (term.notation, term.name):
            found.setdefault(fold(label), Rung(term.pk, str(code), rank))
    return found
