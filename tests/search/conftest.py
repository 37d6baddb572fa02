"""A small library of documents, written by hand, that the tests of this room search in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from maillage.core.readers import MEMBERS, PUBLIC, space_key
from maillage.search.actions import index_objects
from maillage.search.registries import Document, Facet, SearchSource, Wording, facets, sources


@dataclass
class Shelf:
    """Stands for a higher room: what it holds, and its source."""

    kind: str
    documents: dict[int, Document] = field(default_factory=dict)

    def documents_for(self, ids: Sequence[int]) -> Iterable[Document]:
        return [self.documents[one] for one in ids if one in self.documents]

    def put(self, *documents: Document) -> None:
        self.documents.update({document.object_id: document for document in documents})
        index_objects(kind=self.kind, ids=[document.object_id for document in documents])

    def change(self, object_id: int, **new: Any) -> None:
        self.put(replace(self.documents[object_id], **new))

    def take_away(self, object_id: int) -> None:
        del self.documents[object_id]
        index_objects(kind=self.kind, ids=[object_id])


def document(number: int, title: str, *, audience: str = PUBLIC, **more: Any) -> Document:
    return Document(object_id=number, audience=audience, title=title, path=f"/fiches/{number}/", **more)


TERRITORIES = {"namur234": "Namur", "liege234": "Liège", "wallonie": "Wallonie"}


@pytest.fixture
def _bare_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the test registers: the sources of other rooms stay out of it."""
    monkeypatch.setattr(sources, "_entries", {})
    monkeypatch.setattr(facets, "_entries", {})


@pytest.fixture
def organisations(db: None, _bare_registries: None) -> Shelf:
    shelf = Shelf("organisation")
    source = SearchSource("organisation", "organisations", shelf.documents_for, lambda: list(shelf.documents))
    sources.add("organisation", source, rank=10)
    facets.add(
        "territoire",
        Facet("Territoire", lambda values: {v: TERRITORIES[v] for v in values if v in TERRITORIES}),
    )
    return shelf


@pytest.fixture
def people(organisations: Shelf) -> Shelf:
    shelf = Shelf("personne")
    sources.add(
        "personne",
        SearchSource("personne", "personnes", shelf.documents_for, lambda: list(shelf.documents)),
        rank=20,
    )
    return shelf


@pytest.fixture
def library(organisations: Shelf, people: Shelf) -> Shelf:
    """Eleven organisations and spaces, two people whom members only may find."""
    namur, liege = ["namur234", "wallonie"], ["liege234", "wallonie"]
    organisations.put(
        document(
            1, "Les Mots-Passeurs asbl", body=["Cours de français pour étrangers"], facets={"territoire": namur}
        ),
        document(
            2, "C.P.A.S. de Namur", names=["Centre public d’action sociale"], facets={"territoire": namur}
        ),
        document(3, "Coordination sociale de Sainte-Walburge", body=["réunions"], facets={"territoire": liege}),
        document(4, "École des travailleuses", body=["formations à l’égalité"], facets={"territoire": liege}),
        document(5, "Plate-forme pour le logement", names=["PFL"], facets={"territoire": liege}),
        document(6, "Œuvre des médiateurs interculturels", body=["BCE 0412.345.678"]),
        document(7, "Vereniging van de buren", names=[Wording("buurtverenigingen", "nl")]),
        document(8, "جمعية الأمل", names=["Association Al Amal"]),
        document(
            9,
            "Bureau de la plateforme logement",
            audience=space_key("abcd2345"),
            body=["expulsions imminentes"],
        ),
        document(10, "Note interne : évaluation", audience=MEMBERS),
        document(11, "Formation continue"),
    )
    people.put(
        document(1, "Zoé Tournesol", audience=MEMBERS, body=["formatrice à Namur"]),
        document(2, "Amar Benhaddou", audience=MEMBERS),
    )
    return organisations
