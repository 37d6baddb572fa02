"""Builds 40,000 documents with some 100,000 different words, then searches for rare, common and mistyped ones.

    python -m bench search

Aim (issue section 8): 10 ms of CPU a search.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.measure import measure  # noqa: E402
from maillage.core.analysis import surface  # noqa: E402
from maillage.core.readers import MEMBERS, PUBLIC, Reader, space_key  # noqa: E402
from maillage.search.actions import index_objects  # noqa: E402
from maillage.search.models import KnownWord, SearchDocument  # noqa: E402
from maillage.search.queries.results import Asked, Results, find, suggest  # noqa: E402
from maillage.search.registries import Document, SearchSource, sources  # noqa: E402

AIM = 10
DOCUMENTS = 40_000
SYLLABLES = "ba be bo bra ca che da de di do fa fo ga gre ha jo ka la le li lo ma me mi mo na no pa pe ra re ri ro sa se ta te ti vi".split()  # noqa: E501
THEMES = "logement santé jeunesse emploi alphabétisation citoyenneté interculturel logopédie médiation quartier".split()
FORMS = "Maison Relais Service Centre Atelier Coordination Fédération Régie Collectif Comité".split()
PLACES = "Namur Liège Charleroi Verviers Mons Tournai Arlon Dinant Huy Seraing Laeken Wavre".split()
READER = Reader(keys=frozenset({PUBLIC, MEMBERS, *(space_key(f"abcd{number:04d}") for number in range(20))}))
VISITOR = Reader()


@dataclass
class Shelf:
    """Documents made on demand from their number: an organisation, a space or a person."""

    seed: int = 2026

    def documents_for(self, ids: Sequence[int]) -> list[Document]:
        return [self._document(number) for number in ids]

    def _document(self, number: int) -> Document:
        chance = random.Random(self.seed * 1_000_003 + number)
        own = "".join(chance.choices(SYLLABLES, k=chance.randint(3, 5)))
        person = number % 5 != 0
        title = (
            f"{own} {''.join(chance.choices(SYLLABLES, k=4))}"
            if person
            else (f"{chance.choice(FORMS)} {own} de {chance.choice(PLACES)} asbl")
        )
        body = f"{chance.choice(THEMES)} et {chance.choice(THEMES)} pour les familles à {chance.choice(PLACES)}"
        return Document(
            object_id=number,
            audience=MEMBERS if person else (PUBLIC if number % 50 else space_key(f"abcd{number % 30:04d}")),
            title=title,
            path=f"/fiche/{number}/",
            subtitle=chance.choice(PLACES),
            names=[f"{own[:4]}{number % 97}"],
            body=[body, "".join(chance.choices(SYLLABLES, k=4)), "accueil écoute accompagnement"],
            standing=200 if person else 100,
            facets={
                "territoire": [f"commune{number % 300}", f"province{number % 5}"],
                "theme": [surface(chance.choice(THEMES))],
            },
        )


def build(count: int = DOCUMENTS) -> None:
    """Fills the index in an empty database and says how long it took."""
    shelf = Shelf()
    sources.add("mesure", SearchSource("mesure", "mesures", shelf.documents_for, lambda: range(1, count + 1)))
    started = time.perf_counter()
    index_objects(kind="mesure", ids=range(1, count + 1))
    seconds = time.perf_counter() - started
    print(
        f"{SearchDocument.objects.count()} documents, {KnownWord.objects.count()} known words,"
        f" indexed in {seconds:.1f} s ({seconds * 1000 / count:.2f} ms each)"
    )


def mistyped(rare: str) -> str:
    return rare[:3] + rare[4] + rare[3] + rare[5:]


def measure_searches(rare: str, *, aim: float = AIM) -> None:
    """Prints what searches cost on whatever is indexed; `rare`: a word that few documents bear (7 letters or more)."""
    for label, text in _searches(rare):
        found = find(Asked(text), READER)
        measure(f"{label}: « {text} » ({found.count})", lambda text=text: find(Asked(text), READER), aim=aim)
    measure(
        f"visitor: « logement » ({find(Asked('logement'), VISITOR).count})",
        lambda: find(Asked("logement"), VISITOR),
        aim=aim,
    )
    for label in ("common", "everywhere"):
        text = dict(_searches(rare))[label]
        measure(f"{label}, index changed: « {text} »", lambda text=text: _afresh(text), aim=aim)
    measure("proposals: « nam »", lambda: suggest("nam", READER), aim=aim)


def _afresh(text: str) -> Results:
    """What is remembered of a common word lasts until the index changes: this is the next search."""
    cache.clear()
    return find(Asked(text), READER)


def _searches(rare: str) -> Iterator[tuple[str, str]]:
    yield "rare", rare
    yield "two words", "atelier verviers"
    yield "common", "alphabétisation"
    yield "everywhere", "accueil"
    yield "mistyped rare", mistyped(rare)
    yield "mistyped common", "alphabetisatoin"
    yield "mistyped two words", "atleier vervires"
    yield "unknown", "xylophonistes"


def main() -> int:
    call_command("migrate", verbosity=0)
    build()
    (some,) = Shelf().documents_for([5])
    measure_searches(some.title.split()[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
