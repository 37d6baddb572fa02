"""The screens of vocabularies, for everyone who may come there."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.accounts.models import User
from maillage.core.readers import SYSTEM
from maillage.records.identity import new_uid
from maillage.vocabulary.actions.terms import edit_term, end_term
from maillage.vocabulary.models import Extension, Mapping, Scheme, Term
from maillage.vocabulary.reference.loader import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client: Client) -> Client:
    """Logged in as someone who keeps the vocabularies."""
    client.force_login(User.objects.create_superuser("ada@example.org"))
    return client


def url(row: Scheme | Term, then: str = "") -> str:
    start = "/vocabulaire/" if isinstance(row, Scheme) else "/vocabulaire/termes/"
    return f"{start}{row.address}/{then}"


def text(response: Any) -> str:
    return response.content.decode()


def test_a_visitor_reads_every_shipped_scheme_and_its_terms(client: Client) -> None:
    load_reference()
    page = text(client.get("/vocabulaire/"))
    for scheme in Scheme.objects.all():
        assert scheme.address in page
        assert client.get(url(scheme)).status_code == 200
        first = scheme.terms.first()
        assert first is not None
        assert client.get(url(first)).status_code == 200


def test_a_visitor_sees_no_button_and_finds_no_form(client: Client) -> None:
    scheme = a_scheme()
    term = a_term(scheme)
    assert "modifier" not in text(client.get(url(scheme)))
    for then in ("modifier/", "prolonger/", "remplacer/", "ajouter/", "coller/"):
        assert client.get(url(scheme, then)).status_code == 404
        assert client.post(url(scheme, then)).status_code == 404
    for then in ("modifier/", "retirer/", "remettre/", "correspondance/?vers=theme"):
        assert client.get(url(term, then)).status_code == 404
    for then in ("placer/", "supprimer/"):
        assert client.post(url(term, then)).status_code == 404
    assert client.get("/vocabulaire/nouveau/").status_code == 404


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    scheme = a_scheme("Contrat d’avenir")
    moved = client.get(f"/vocabulaire/vieux-nom-{scheme.uid}/?au=2018-06-01")
    assert moved.status_code == 302
    assert moved.headers["Location"] == f"/vocabulaire/contrat-d-avenir-{scheme.uid}/?au=2018-06-01"


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    for address in ("/vocabulaire/rien-22222222/", "/vocabulaire/termes/rien-22222222/"):
        assert client.get(address).status_code == 404


def test_the_page_on_a_day_shows_the_terms_of_that_day_and_folds_the_others(client: Client) -> None:
    scheme = a_scheme("Genres")
    end_term(by=SYSTEM, term=a_term(scheme, name="Cercle"), seen=1, last_day=day(2020, 12, 31))
    now, then = text(client.get(url(scheme))), text(client.get(url(scheme) + "?au=2020-06-01"))
    assert "1 terme qui ne vaut pas ce jour-là" in now
    assert "1 terme</h2>" in then
    assert "ne vaut pas" not in then


def test_a_framework_is_made_on_a_screen_and_a_second_sending_changes_nothing(keeper: Client) -> None:
    typed = {
        "uid": new_uid(),
        "kind": "framework",
        "name": "PCS 2027-2032",
        "valid_from": "2027-01-01",
        "columns": "Texte légal\nOrganisme compétent",
    }
    for _time in range(2):
        answer = keeper.post("/vocabulaire/nouveau/", typed)
        assert answer.status_code == 302
    made = Scheme.objects.get()
    assert made.columns == {"texte-legal": "Texte légal", "organisme-competent": "Organisme compétent"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "obligatoire"),
        ({"name": "x" * 201}, "200"),
        ({"name": "🙂"}, "lettres ou des chiffres"),
        ({"name": "Déjà pris"}, "existe déjà"),
        ({"name": "N", "valid_from": "2027-01-01", "valid_to": "2026-01-01"}, "ne peut pas précéder"),
        ({"name": "N", "valid_from": "hier"}, "date"),
        ({"name": "N", "kind": "jamais"}, "kind"),
        ({"name": "N", "source_url": "javascript:alert(1)"}, "adresse web"),
        ({"name": "N", "columns": "\n".join("abcdefghij")}, "Huit précisions"),
    ],
)
def test_a_framework_badly_filled_is_refused_beside_the_field_and_keeps_what_was_typed(
    keeper: Client, typed: dict[str, str], said: str
) -> None:
    a_scheme("Déjà pris")
    answer = keeper.post(
        "/vocabulaire/nouveau/", {"uid": new_uid(), "kind": "list", "description": "Gardé"} | typed
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Gardé" in text(answer)
    assert Scheme.objects.count() == 1


def test_a_name_with_markup_or_written_from_right_to_left_is_shown_as_it_was_typed(keeper: Client) -> None:
    scheme = a_scheme()
    for name in ("<script>alert(1)</script>", "اللغة الفرنسية", "Café 🙂"):
        answer = keeper.post(url(scheme, "ajouter/"), {"uid": new_uid(), "name": name, "notation": name[:9]})
        assert answer.status_code == 302
    page = text(keeper.get(url(scheme)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "اللغة الفرنسية" in page


def test_a_notation_already_taken_is_refused_beside_its_field(keeper: Client) -> None:
    scheme = a_scheme()
    a_term(scheme, "ILI", "Initiative locale")
    answer = keeper.post(url(scheme, "ajouter/"), {"uid": new_uid(), "name": "Autre", "notation": "ili"})
    assert answer.status_code == 422
    assert "est déjà celle de « Initiative locale »" in text(answer)


def test_the_notation_is_drawn_from_the_name_when_left_empty(keeper: Client) -> None:
    scheme = a_scheme()
    keeper.post(url(scheme, "ajouter/"), {"uid": new_uid(), "name": "Cercle de parole"})
    assert scheme.terms.get().notation == "cercle-de-parole"


@pytest.mark.parametrize("pk", ["abc", "0", "99999999999999999999999999"])
def test_a_general_term_that_is_not_in_the_list_is_refused(keeper: Client, pk: str) -> None:
    answer = keeper.post(url(a_scheme(), "ajouter/"), {"uid": new_uid(), "name": "X", "broader": pk})
    assert answer.status_code == 422


def test_details_follow_the_columns_of_the_scheme(keeper: Client) -> None:
    scheme = a_scheme(columns={"act": "Texte légal"})
    term = a_term(scheme, "age", "Âge")
    typed = {"version": 1, "name": "Âge", "notation": "age", "detail_act": "Loi du 10 mai 2007"}
    assert keeper.post(url(term, "modifier/"), typed).status_code == 302
    assert "Loi du 10 mai 2007" in text(keeper.get(url(term)))


def test_the_second_of_two_people_sees_the_first_ones_change_and_loses_nothing(keeper: Client) -> None:
    term = a_term(a_scheme(), "axe 1", "Santé")
    edit_term(by=SYSTEM, term=term, seen=1, fields={"name": "Santé et bien-être"})
    typed = {"version": 1, "name": "Accès à la santé", "notation": "axe 1"}
    answer = keeper.post(url(term, "modifier/"), typed)
    assert answer.status_code == 422
    assert "Santé et bien-être" in text(answer)
    assert 'value="Accès à la santé"' in text(answer)
    again = keeper.post(url(term, "modifier/"), typed | {"version": 2})
    assert again.status_code == 302
    assert Term.objects.get(pk=term.pk).name == "Accès à la santé"


def test_the_pcs_is_extended_from_its_page(keeper: Client) -> None:
    pcs = a_scheme("PCS", valid_from=day(2020), valid_to=day(2025, 12, 31))
    typed = {
        "version": 1,
        "valid_to": "2026-12-31",
        "decided_on": "2025-03-11",
        "reason": "Un an",
        "source": "Ministre",
    }
    assert keeper.post(url(pcs, "prolonger/"), typed).status_code == 302
    assert keeper.post(url(pcs, "prolonger/"), typed).status_code == 422
    assert Extension.objects.count() == 1
    assert "décidée le" in text(keeper.get(url(pcs)))


def test_a_framework_is_replaced_from_its_page_and_the_two_pages_lead_to_each_other(keeper: Client) -> None:
    old = a_scheme("Ancien", valid_from=day(2020))
    axis = a_term(old)
    typed = {
        "version": 1,
        "uid": new_uid(),
        "name": "Nouveau",
        "valid_from": "2027-01-01",
        "carry_over": [axis.pk],
    }
    answer = keeper.post(url(old, "remplacer/"), typed)
    new = Scheme.objects.get(name="Nouveau")
    assert answer.headers["Location"] == url(new)
    assert new.address in text(keeper.get(url(old)))
    assert old.address in text(keeper.get(url(new)))
    assert new.terms.count() == 1


@time_machine.travel("2026-03-02 10:00")
def test_a_term_is_withdrawn_then_put_back(keeper: Client) -> None:
    term = a_term(a_scheme())
    keeper.post(url(term, "retirer/"), {"version": 1, "last_day": "2026-03-01"})
    assert "ne vaut pas au" in text(keeper.get(url(term)))
    keeper.post(url(term, "remettre/"), {"version": 2})
    assert "ne vaut pas au" not in text(keeper.get(url(term)))


def test_terms_are_moved_up_and_down_by_buttons(keeper: Client) -> None:
    scheme = a_scheme()
    one, two = a_term(scheme), a_term(scheme)
    keeper.post(url(two, "placer/"), {"before": one.uid})
    assert list(scheme.terms.all()) == [two, one]
    assert keeper.post(url(two, "placer/"), {"before": "22222222"}).status_code == 404
    assert keeper.get(url(two, "placer/")).status_code == 405


def test_a_term_in_use_is_not_removed_and_the_page_says_what_to_do(keeper: Client) -> None:
    above = a_term(a_scheme())
    a_term(above.scheme, broader=above)
    answer = keeper.post(url(above, "supprimer/"), follow=True)
    assert "Retirez-le à une date" in text(answer)


def test_pasted_lines_are_shown_before_anything_is_written_then_added_once(keeper: Client) -> None:
    scheme = a_scheme()
    lines = (
        "notation;intitulé;rangé sous\naxe 1;Travail\n1.1;Droit au travail;axe 1\naxe 1;Doublon\n;\nLogement"
    )
    preview = text(keeper.post(url(scheme, "coller/"), {"lines": lines}))
    assert "3 termes seront ajoutés" in preview
    assert "la notation « axe 1 » existe déjà" in preview
    assert not scheme.terms.exists()
    for _time in range(2):
        assert keeper.post(url(scheme, "coller/"), {"lines": lines, "confirm": "oui"}).status_code == 302
    found = [(one.notation, one.broader and one.broader.notation) for one in scheme.terms.all()]
    assert found == [("axe 1", None), ("1.1", "axe 1"), ("logement", None)]


def test_too_many_pasted_lines_are_refused_and_kept(keeper: Client) -> None:
    answer = keeper.post(url(a_scheme(), "coller/"), {"lines": "mot\n" * 501})
    assert answer.status_code == 422
    assert "500 lignes au plus" in text(answer)


def test_a_scheme_is_downloaded_for_excel_without_running_a_formula(client: Client) -> None:
    scheme = a_scheme(columns={"act": "Texte"})
    a_term(scheme, "x", "=1+1", details={"act": "Loi"}, valid_from=day(2014))
    answer = client.get(url(scheme, "telecharger/csv/"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Notation", "Intitulé"]
    assert rows[1][1] == "'=1+1"
    assert rows[1][7] == "01/01/2014"
    assert rows[1][-1] == "Loi"
    book = load_workbook(io.BytesIO(client.get(url(scheme, "telecharger/xlsx/")).content))
    assert book.active is not None
    assert book.active["B2"].value == "=1+1"
    assert book.active["B2"].data_type == "s"
    assert client.get(url(scheme, "telecharger/exe/")).status_code == 404


def test_the_pages_ask_the_database_as_often_for_one_term_as_for_three(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    one, three = a_scheme(), a_scheme()
    a_term(one)
    above = a_term(three)
    a_term(three, broader=above), a_term(three, broader=above)
    with django_assert_max_num_queries(7):
        client.get(url(one))
    with django_assert_max_num_queries(7):
        client.get(url(three))
    with django_assert_max_num_queries(3):
        client.get("/vocabulaire/")


def test_a_correspondence_is_added_with_its_source_from_the_page_of_a_term(keeper: Client) -> None:
    old, new = a_term(a_scheme("Ancien"), name="Santé"), a_term(a_scheme("Nouveau"), name="Liens")
    form = url(old, f"correspondance/?vers={new.scheme.code}")
    refused = keeper.post(form, {"to_term": new.pk, "relation": "exact", "source": ""})
    assert refused.status_code == 422
    keeper.post(form, {"to_term": new.pk, "relation": "exact", "source": "Circulaire", "since": "2020-01-01"})
    for term in (old, new):
        assert "Circulaire" in text(keeper.get(url(term)))
    mapping = Mapping.objects.get()
    keeper.post(f"/vocabulaire/correspondances/{mapping.uid}/fin/", {"last_day": "2024-12-31"})
    mapping.refresh_from_db()
    assert mapping.valid_to == day(2024, 12, 31)
