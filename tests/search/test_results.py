"""The search page's answers: order, counts, facets, corrections, and what a reader never learns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.search.conftest import Shelf, document

from maillage.core.ranking import MAX_CANDIDATES
from maillage.core.readers import MEMBERS, PUBLIC, VISITOR, Reader, space_key
from maillage.search.actions import indexed_together, reindex
from maillage.search.marks import marks_of
from maillage.search.models import KnownGram, KnownWord, SearchDocument
from maillage.search.queries.results import PER_PAGE, Asked, Results, census, find, suggest
from maillage.search.registries import Document, sources

MEMBER = Reader(keys=frozenset({PUBLIC, MEMBERS}))
BUREAU = MEMBER.with_keys({space_key("abcd2345")})


def titles(results: Results) -> list[str]:
    return [document.title for document in results.documents]


def ask(text: str, reader: Reader = VISITOR, **more: object) -> Results:
    return find(Asked(text, **more), reader)  # type: ignore[arg-type]


def test_the_best_answer_comes_first(library: Shelf) -> None:
    assert titles(ask("formation")) == ["Formation continue", "École des travailleuses"]


def test_what_was_typed_exactly_comes_before_the_better_standing(organisations: Shelf) -> None:
    organisations.put(document(1, "Namur Namur", standing=1), document(2, "Namur", standing=99))
    assert titles(ask("namur")) == ["Namur", "Namur Namur"]


def test_kinds_are_counted_whatever_kind_is_chosen(library: Shelf) -> None:
    found = ask("namur", MEMBER, kind="personne")
    assert (titles(found), found.count) == (["Zoé Tournesol"], 1)
    assert found.by_kind == {"organisation": 1, "personne": 1}


def test_results_narrow_to_a_territory_and_count_the_others(library: Shelf) -> None:
    """The CPAS of Namur and the coordination of Liège, both in Wallonia."""
    assert ask("sociale").by_facet == {"territoire": {"wallonie": 2, "liege234": 1, "namur234": 1}}
    narrowed = ask("sociale", narrowed={"territoire": "liege234"})
    assert titles(narrowed) == ["Coordination sociale de Sainte-Walburge"]
    assert (narrowed.count, narrowed.by_kind) == (1, {"organisation": 1})


def test_a_search_narrowed_to_nothing_says_how_many_there_are_elsewhere(library: Shelf) -> None:
    found = ask("formation", narrowed={"territoire": "namur234"})
    assert (found.count, found.count_unnarrowed, found.corrected) == (0, 2, False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fromation", "formation"),
        ("mediaturs", "médiateurs"),
        ("plateform", "plateform"),
        ("étrengers", "étrangers"),
        ("la coordinaton sociale", "la coordination sociale"),
        ("inteculturels mediateurs", "interculturels mediateurs"),
    ],
)
def test_a_typing_error_is_mended_and_said(library: Shelf, typed: str, meant: str) -> None:
    found = ask(typed)
    assert found.text == meant
    assert found.count > 0
    assert found.asked.text == typed


def test_the_typed_word_can_be_searched_as_it_is(library: Shelf) -> None:
    found = ask("fromation", verbatim=True)
    assert (found.count, found.text) == (0, "fromation")


def test_a_word_that_someone_bears_is_never_corrected(library: Shelf) -> None:
    """Both words exist, in different documents: nothing is mistyped, leaving one out helps."""
    found = ask("formation logement")
    assert (found.count, found.corrected) == (0, False)
    assert [(way.without, way.text, way.count) for way in found.ways] == [
        ("formation", "logement", 1),
        ("logement", "formation", 2),
    ]


def test_the_beginning_of_a_word_is_enough_when_no_word_is_whole(library: Shelf) -> None:
    found = ask("interc")
    assert (titles(found), found.beginnings, found.corrected) == (
        ["Œuvre des médiateurs interculturels"],
        True,
        False,
    )


def test_proposals_follow_what_is_being_typed(library: Shelf) -> None:
    assert [found.title for found in suggest("mots pa", VISITOR)] == ["Les Mots-Passeurs asbl"]
    assert suggest("tourn", VISITOR) == []
    assert [found.title for found in suggest("tourn", MEMBER)] == ["Zoé Tournesol"]
    assert suggest("", VISITOR) == []


class TestWhatAReaderMayNotSeeDoesNotExist:
    """Invariant 17: neither results, counts, facets, suggestions nor corrections tell of it."""

    @pytest.mark.parametrize("typed", ["expulsions", "imminentes", "tournesol", "benhaddou", "évaluation"])
    def test_words_of_others_are_as_unknown_as_any(self, library: Shelf, typed: str) -> None:
        found, unknown = ask(typed), ask("xylophone")
        assert (found.count, found.text, found.by_kind, found.by_facet, found.ways) == (
            0,
            typed,
            unknown.by_kind,
            unknown.by_facet,
            unknown.ways,
        )

    @pytest.mark.parametrize("typed", ["expulsoins", "tournesl", "benhadou", "evaluatino", "immimentes"])
    def test_corrections_never_propose_words_of_others(self, library: Shelf, typed: str) -> None:
        assert not ask(typed).corrected
        assert ask(typed, BUREAU).corrected

    def test_counts_leave_out_what_others_see(self, library: Shelf) -> None:
        assert ask("plateforme").by_kind == {"organisation": 1}
        assert ask("plateforme", BUREAU).by_kind == {"organisation": 2}
        assert census(VISITOR) == {"organisation": 9}
        assert census(BUREAU) == {"organisation": 11, "personne": 2}

    def test_a_way_out_does_not_tell_of_others(self, library: Shelf) -> None:
        assert [way.without for way in ask("formation tournesol").ways] == ["tournesol"]

    def test_facets_leave_out_what_others_see(self, organisations: Shelf) -> None:
        organisations.put(
            document(1, "Maison publique", facets={"territoire": ["namur234"]}),
            document(2, "Maison discrète", audience=MEMBERS, facets={"territoire": ["liege234"]}),
        )
        assert ask("maison").by_facet == {"territoire": {"namur234": 1}}

    def test_what_becomes_restricted_is_gone_at_once(self, organisations: Shelf) -> None:
        organisations.put(document(1, "Maison ouverte"))
        assert ask("maison").count == 1
        organisations.change(1, audience=space_key("abcd2345"))
        assert ask("maison").count == 0


def test_pages_follow_each_other_and_the_last_one_answers_for_those_beyond(organisations: Shelf) -> None:
    organisations.put(*(document(number, f"Maison {number}") for number in range(1, PER_PAGE + 4)))
    first, second, beyond = (ask("maison", page=page) for page in (1, 2, 99))
    assert (len(first.documents), len(second.documents), first.pages, first.count) == (
        PER_PAGE,
        3,
        2,
        PER_PAGE + 3,
    )
    assert titles(beyond) == titles(second)
    assert not set(titles(first)) & set(titles(second))


def test_a_crowd_is_counted_whole_and_its_best_standing_is_ranked(organisations: Shelf) -> None:
    crowd = MAX_CANDIDATES + 20
    SearchDocument.objects.bulk_create(
        SearchDocument(
            kind="organisation",
            object_id=number,
            audience=PUBLIC,
            standing=number % 300,
            title_key=f"asbl {number}",
            title=f"Asbl {number}",
            path=f"/fiches/{number}/",
            title_tokens=" 0fasbl asbl ",
            names_tokens=" ",
            body_tokens=" ",
            marks=marks_of("organisation", PUBLIC, {}),
        )
        for number in range(1, crowd + 1)
    )
    organisations.put(document(crowd + 1, "ASBL", standing=500))
    found = ask("asbl")
    assert (found.count, found.pages) == (crowd + 1, MAX_CANDIDATES // PER_PAGE)
    assert titles(found)[0] == "ASBL"
    assert [one.standing for one in found.documents][1:] == [0, 0, 0] + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4


def test_in_a_crowd_titles_come_before_mentions(organisations: Shelf) -> None:
    mentions = [
        document(number, f"Relais {number}", body=["logement"], standing=1)
        for number in range(1, MAX_CANDIDATES + 2)
    ]
    organisations.put(*mentions, document(MAX_CANDIDATES + 2, "Droit au logement", standing=900))
    found = ask("logements")
    assert titles(found)[:2] == ["Droit au logement", "Relais 1"]
    assert found.count == MAX_CANDIDATES + 2


def test_a_search_costs_the_same_few_queries_whatever_it_finds(organisations: Shelf) -> None:
    def cost(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ask(text).count
        return len(captured)

    organisations.put(document(1, "Maison une", facets={"territoire": ["namur234"]}))
    with_one = cost("maison")
    organisations.put(
        *(document(number, f"Maison {number}", facets={"territoire": ["liege234"]}) for number in (2, 3))
    )
    assert cost("maison") == with_one <= 5
    assert cost("masion") <= 12


def test_reindexing_brings_back_what_is_there_and_drops_what_is_not(library: Shelf) -> None:
    library.documents[1] = document(1, "Renommée entre-temps")
    del library.documents[4]
    SearchDocument.objects.create(
        kind="disparu", object_id=1, audience=PUBLIC, title="Vieux", path="/", title_key="vieux"
    )
    assert reindex() == {"organisation": 10, "personne": 2}
    assert titles(ask("renommee")) == ["Renommée entre-temps"]
    assert not SearchDocument.objects.filter(kind="disparu").exists()
    assert not KnownWord.objects.filter(word="travailleuses").exists()
    assert not KnownGram.objects.filter(word="travailleuses").exists()
    assert KnownWord.objects.filter(word="logement").exists()


def test_each_kind_can_be_reindexed_alone(library: Shelf) -> None:
    assert reindex(kind="personne") == {"personne": 2}
    assert len(sources) == 2


def test_many_writes_are_found_at_their_end_and_written_once(
    organisations: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(ids: Sequence[int]) -> Iterable[Document]:
        asked.append(list(ids))
        return organisations.documents_for(ids)

    monkeypatch.setitem(
        sources._entries,
        "organisation",
        (10, replace(sources["organisation"], documents_for=counted)),
    )
    with indexed_together():
        organisations.put(document(1, "Le Tournesol"))
        with indexed_together():
            organisations.put(document(2, "La Tournesolle"))
        organisations.put(document(1, "Le Coquelicot"))
        assert titles(ask("tournesolle")) == []
    assert asked == [[1, 2]]
    assert titles(ask("tournesolle")) == ["La Tournesolle"]
    assert titles(ask("coquelicot")) == ["Le Coquelicot"]


def test_writes_that_failed_leave_nothing_to_index(organisations: Shelf) -> None:
    def cut_off() -> None:
        with indexed_together():
            organisations.put(document(1, "Le Tournesol"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut_off()
    assert titles(ask("tournesol")) == []
    organisations.put(document(2, "La Tournesolle"))
    assert titles(ask("tournesolle")) == ["La Tournesolle"]
