"""A list of any room: search, filters that can be shared, order, pages, files, paper (issue 2, "Every list")."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails
from openpyxl import load_workbook

from maillage.core.readers import MEMBERS, VISITOR, Reader
from maillage.territory.models import Territory
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response

pytestmark = pytest.mark.django_db

PLACES = Listing(
    title="Lieux",
    nothing="Aucun lieu",
    one="lieu",
    many="lieux",
    columns=(
        ListColumn("nom", "Nom", "name", sort="sort_name", link=lambda row: f"/territoires/{row.address}/"),
        ListColumn("province", "Fait partie de", "parent.name", sort="parent__sort_name"),
        ListColumn("latitude", "Latitude", "latitude", sort="latitude", kind=ColumnKind.NUMBER),
        ListColumn("code", "Code INS", "code", needs=(MEMBERS,)),
        ListColumn("source", "Source", "source", on_screen=False),
    ),
    filters=(
        Filter("niveau", "Niveau", field="level", choices=Territory.Level.choices),
        Filter("dans", "Dans", field="parent__code", label_field="parent__name"),
        Filter("repere", "Repère", options=(Option("place", "placé", Q(latitude__isnull=False)),)),
    ),
    search=("sort_name",),
    per_page=3,
)


@pytest.fixture
def places() -> list[Territory]:
    liege = Territory.objects.create(level="province", name="Liège", code="60000")
    rows = [
        Territory.objects.create(level="commune", name=name, code=code, parent=liege, latitude=latitude)
        for name, code, latitude in [
            ("Seraing", "62096", 50.6),
            ("Étalle", "85009", None),
            ("Écaussinnes", "55050", 50.5),
            ("Zulte", "44081", None),
        ]
    ]
    return [liege, *rows]


def ask(query: str = "", *, reader: Reader = VISITOR, htmx: bool = False) -> HttpResponse:
    headers = {"HX-Request": "true", "HX-Target": "liste"} if htmx else {}
    request: Any = RequestFactory().get(f"/lieux/{query}", headers=headers)
    request.reader, request.htmx = reader, HtmxDetails(request)
    rows = Territory.objects.select_related("parent").all()
    return listing_response(request, PLACES, rows)


def names(response: HttpResponse) -> list[str]:
    rows = response.content.decode().split('<th scope="row">')[1:]
    return [row.split(">", 1)[1].split("<", 1)[0] for row in rows]


@pytest.mark.usefixtures("places")
class TestReading:
    def test_the_count_is_a_sentence_and_accents_sort_as_french_expects(self) -> None:
        page = ask()
        assert "5 lieux" in page.content.decode()
        assert names(page) == ["Écaussinnes", "Étalle", "Liège"]

    def test_a_word_is_found_without_its_accents(self) -> None:
        assert names(ask("?q=ETALLE")) == ["Étalle"]

    def test_every_word_must_be_there(self) -> None:
        assert names(ask("?q=etalle+zulte")) == []

    def test_a_filter_leaves_only_its_rows_and_can_be_taken_away(self) -> None:
        page = ask("?niveau=province")
        assert names(page) == ["Liège"]
        assert "1 lieu<" in page.content.decode()
        assert '<a class="chip" href="/lieux/">' in page.content.decode()

    def test_a_filter_counts_what_the_other_filters_leave(self) -> None:
        text = ask("?repere=place").content.decode()
        assert '<span>commune</span><span class="count">2</span>' in text
        assert "<span>province</span>" not in text

    def test_a_filter_may_name_its_values_from_the_rows(self) -> None:
        text = ask("?dans=60000").content.decode()
        assert "Dans : Liège" in text
        assert "4 lieux" in text

    def test_rows_without_a_value_come_last_in_both_directions(self) -> None:
        assert names(ask("?tri=latitude"))[:2] == ["Écaussinnes", "Seraing"]
        assert names(ask("?tri=-latitude"))[:2] == ["Seraing", "Écaussinnes"]

    def test_the_order_is_said_to_screen_readers(self) -> None:
        assert 'aria-sort="descending"' in ask("?tri=-nom").content.decode()

    def test_what_is_not_known_is_left_aside(self) -> None:
        page = ask("?niveau=galaxie&tri=couleur&utm_source=x&dans=%00&page=quatre")
        assert page.status_code == 200
        assert len(names(page)) == 3
        assert "galaxie" not in page.content.decode()
        assert "utm_source" not in page.content.decode()

    @pytest.mark.parametrize("page", ["2", "99", "999999999999999999"])
    def test_a_page_too_far_shows_the_last_one(self, page: str) -> None:
        assert names(ask(f"?page={page}")) == ["Seraing", "Zulte"]

    def test_words_that_look_like_html_stay_words(self) -> None:
        text = ask("?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
        assert "<script>alert" not in text
        assert "Rien ne répond à ces critères" in text

    def test_a_column_kept_for_members_is_not_shown_to_visitors(self) -> None:
        assert "62096" not in ask("?tri=-nom").content.decode()
        assert "62096" in ask("?tri=-nom", reader=VISITOR.with_keys({MEMBERS})).content.decode()

    def test_a_swap_equals_a_reload(self) -> None:
        query = "?niveau=commune&tri=-nom"
        partial, whole = ask(query, htmx=True).content.decode(), ask(query).content.decode()
        assert partial.startswith('<div id="liste"')
        assert partial.strip() in whole

    def test_html_and_partial_are_told_apart_by_caches(self) -> None:
        assert "HX-Request" in ask().headers["Vary"]


@pytest.mark.usefixtures("places")
def test_many_choices_are_a_box_that_the_search_form_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.ui.listing.shown.MOST_LINKS", 2)
    text = ask("?niveau=commune").content.decode()
    assert '<select id="choix-niveau" name="niveau" form="liste-demande">' in text
    assert '<option value="commune" selected>commune (4)</option>' in text
    assert 'type="hidden" name="niveau"' not in text


@pytest.mark.usefixtures("places")
class TestTakingAway:
    def test_a_workbook_holds_every_filtered_row_in_order(self) -> None:
        answer = ask("?niveau=commune&format=xlsx")
        rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
        assert rows[0] == ("Nom", "Fait partie de", "Latitude", "Source")
        assert [row[0] for row in rows[1:]] == ["Écaussinnes", "Étalle", "Seraing", "Zulte"]
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="lieux-20')

    def test_a_formula_stays_a_text_in_a_csv(self) -> None:
        Territory.objects.create(level="zone", name="=2+3", code="")
        assert "\r\n=2+3" not in ask("?niveau=zone&format=csv").content.decode("utf-8-sig")

    def test_paper_gets_every_row(self) -> None:
        text = ask("?niveau=commune&format=impression").content.decode()
        assert text.count("<tr>") == 5
        assert "Niveau : commune" in text


def test_an_empty_list_says_so() -> None:
    assert "Aucun lieu" in ask().content.decode()


def test_the_number_of_queries_does_not_grow(places: list[Territory]) -> None:
    counts = []
    for size in (1, 3):
        Territory.objects.exclude(pk__in=[row.pk for row in places[: size + 1]]).update(level="zone")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask("?niveau=commune")
        counts.append(len(queries))
        Territory.objects.exclude(pk=places[0].pk).update(level="commune")
    assert counts == [4, 4]
