"""The search page as people use it: with a keyboard, without JavaScript, with anything typed into the box."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pytest
from django.test import Client
from tests.search.conftest import Shelf, document

from maillage.search.page import MOST_VALUES, _names_of_fullest
from maillage.search.registries import Facet


def read(client: Client, **asked: str) -> str:
    page = client.get("/recherche/", asked)
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def test_before_anything_is_typed_the_page_says_what_there_is(client: Client, library: Shelf) -> None:
    page = read(client)
    assert "Ce qu’il y a à trouver" in page
    assert "<b>9</b> organisations" in page
    assert "personne" not in page.split("<main")[1]


def test_an_empty_installation_says_so(client: Client, organisations: Shelf) -> None:
    assert "Il n’y a encore rien à trouver ici" in read(client, q="  ")


def test_results_are_counted_and_linked(client: Client, library: Shelf) -> None:
    page = read(client, q="formation")
    assert "2 résultats pour « formation »" in page
    assert '<a href="/fiches/11/">Formation continue</a>' in page
    assert "1 résultat pour « cpas »" in read(client, q="cpas")


def test_filters_are_links_that_can_be_shared(client: Client, library: Shelf) -> None:
    page = read(client, q="sociale")
    assert "/recherche/?q=sociale&territoire=liege234" in page
    narrowed = read(client, q="sociale", territoire="liege234")
    assert "Territoire\u00a0: Liège" in narrowed
    assert "1 résultat pour" in narrowed


def test_a_correction_says_so_and_leads_back(client: Client, library: Shelf) -> None:
    page = read(client, q="fromation")
    assert "2 résultats pour « formation »" in page
    assert "Rien ne correspond à « fromation »" in page
    assert "/recherche/?q=fromation&telquel=oui" in page
    assert "Rien ne correspond à « fromation »" in read(client, q="fromation", telquel="oui")


def test_an_empty_page_says_what_to_do_next(client: Client, library: Shelf) -> None:
    assert "Vérifiez l’orthographe" in read(client, q="xylophone")
    assert "Sans « logement » : 2 résultats" in read(client, q="formation logement")
    elsewhere = read(client, q="formation", territoire="namur234")
    assert "Chercher partout : 2 résultats" in elsewhere
    assert '"/recherche/?q=formation"' in elsewhere


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        '"formation" AND NOT *',
        "🙂🙂",
        "\u202eesrever",
        "\x00nul",
        "a" * 5000,
        "mot " * 300,
        "&|!():*'\\",
        "=1+1",
    ],
)
def test_anything_may_be_typed(client: Client, library: Shelf, typed: str) -> None:
    page = client.get("/recherche/", {"q": typed})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert client.get("/recherche/propositions/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    "nonsense",
    [
        {"genre": "rien"},
        {"genre": "\x00"},
        {"page": "-1"},
        {"page": "beaucoup"},
        {"page": "99999"},
        {"page": "²"},
        {"territoire": "inconnu9"},
        {"territoire": "' OR 1"},
        {"territoire": "\x00"},
        {"autre": "chose"},
    ],
)
def test_parameters_that_mean_nothing_are_ignored(
    client: Client, library: Shelf, nonsense: dict[str, str]
) -> None:
    assert "2 résultats pour « formation »" in read(client, q="formation", **nonsense)


def test_a_title_with_markup_stays_a_title(client: Client, organisations: Shelf) -> None:
    organisations.put(document(1, "Maison <b>du</b> & peuple"))
    page = client.get("/recherche/", {"q": "peuple"}).content.decode()
    assert "Maison &lt;b&gt;du&lt;/b&gt; &amp; peuple" in page


def test_proposals_are_links_and_lead_to_all_results(client: Client, library: Shelf) -> None:
    fragment = html.unescape(client.get("/recherche/propositions/", {"q": "format"}).content.decode())
    assert '<a href="/fiches/11/">Formation continue</a>' in fragment
    assert "Tous les résultats pour « format »" in fragment
    assert "<html" not in fragment


def test_a_second_page_is_a_link(client: Client, organisations: Shelf) -> None:
    organisations.put(*(document(number, f"Maison {number}") for number in range(1, 30)))
    assert "/recherche/?q=maison&page=2" in read(client, q="maison")
    assert 'rel="prev"' in read(client, q="maison", page="2")


def test_the_page_of_a_visitor_holds_nothing_of_others(client: Client, library: Shelf) -> None:
    for typed in ("tournesol", "expulsions", "evaluation"):
        page = read(client, q=typed)
        assert "0 résultat" not in page
        assert "Zoé" not in page
        assert "Bureau de la plateforme" not in page
        assert "Certaines fiches ne se trouvent qu’une fois connecté·e." in page


def _named_values(counts: dict[str, int], unknown: frozenset[str] = frozenset()) -> tuple[set[str], list[int]]:
    asked: list[int] = []

    def names(values: Sequence[str]) -> dict[str, str]:
        asked.append(len(values))
        return {value: value.upper() for value in values if value not in unknown}

    return set(_names_of_fullest(Facet("territoire", names), counts)), asked


def test_only_the_fullest_values_of_a_crowded_facet_are_named() -> None:
    counts = {f"v{number}": 1000 - number for number in range(300)}
    named, asked = _named_values(counts)
    assert asked == [4 * MOST_VALUES]
    assert {f"v{number}" for number in range(MOST_VALUES)} <= named


def test_values_with_equal_counts_are_named_together() -> None:
    named, _asked = _named_values({f"v{number}": 7 for number in range(300)})
    assert len(named) == 300


def test_all_are_named_when_the_fullest_have_no_name() -> None:
    counts = {f"v{number}": 1000 - number for number in range(300)}
    named, asked = _named_values(counts, frozenset(f"v{number}" for number in range(40)))
    assert len(named) == 260
    assert asked == [4 * MOST_VALUES, 300]
