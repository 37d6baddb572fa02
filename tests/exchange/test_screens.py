"""The screens of an import, as a coordinator goes through them, and as others may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.network.import_files import imported, make_communes, previewed, row, workbook
from tests.network.space_factories import make_space

from maillage.accounts.middleware import ReaderMiddleware
from maillage.core.readers import VISITOR, Reader
from maillage.exchange import states
from maillage.exchange.models import ImportRun
from maillage.network.models import Membership, Organisation

pytestmark = pytest.mark.django_db

ECHO = (
    "Écho des quartiers",
    "Rue Haute 12",
    "4000",
    "Liège",
    "04/221.12.12",
    "info@@echo.example.org",
    "Anne Dupont",
    "",
)
START = "/imports/"


class As:
    """A browser whose reader is given: log-in is tested in the accounts room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
        self.client = Client()

        def put(middleware: ReaderMiddleware, request: Any) -> Any:
            request.reader = reader
            return middleware.get_response(request)

        monkeypatch.setattr(ReaderMiddleware, "__call__", put)

    def get(self, url: str) -> Any:
        return self.client.get(url)

    def post(self, url: str, data: dict[str, Any] | None = None, **headers: Any) -> Any:
        return self.client.post(url, data or {}, **headers)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, coordinator: Reader) -> As:
    make_communes()
    return As(monkeypatch, coordinator)


def dropped(browser: As, content: bytes, name: str = "operateurs.xlsx", **data: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post(START, {"kind": "organisations", "file": file, **data})


def columns_posted(browser: As, run: ImportRun) -> Any:
    form = browser.get(reverse("exchange:columns", args=[run.uid])).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return browser.post(reverse("exchange:columns", args=[run.uid]), data)


def test_the_whole_way_from_the_file_to_the_undo(browser: As) -> None:
    answer = dropped(browser, workbook(ECHO))
    run = ImportRun.objects.get()
    assert answer.url == reverse("exchange:columns", args=[run.uid])
    page = browser.get(answer.url).content.decode()
    assert "Que contiennent les colonnes" in page
    assert "Écho des quartiers" in page
    here = columns_posted(browser, run).url
    page = browser.get(here).content.decode()
    assert "1 nouvelle fiche" in page
    assert "1 ligne à vérifier" in page
    assert "Utiliser info@echo.example.org" in page
    assert not Organisation.objects.exists()
    browser.post(reverse("exchange:confirm", args=[run.uid]))
    page = browser.get(here).content.decode()
    assert "1 ligne importée" in page
    assert Organisation.objects.get().address in page
    assert "Annuler cet import ?" in browser.get(reverse("exchange:take_back", args=[run.uid])).content.decode()
    browser.post(reverse("exchange:take_back", args=[run.uid]))
    assert "L’import est annulé" in browser.get(here).content.decode()
    assert not Organisation.objects.exists()


def test_a_line_merged_with_another_says_with_which(browser: As) -> None:
    dropped(browser, workbook(ECHO, ECHO))
    run = ImportRun.objects.get()
    here = columns_posted(browser, run).url
    first, second = run.rows.order_by("number")
    browser.post(reverse("exchange:decide", args=[run.uid]), {f"row-{second.number}": f"join:{first.number}"})
    browser.post(reverse("exchange:confirm", args=[run.uid]))
    page = browser.get(here).content.decode()
    assert page.count("réunie avec la ligne") == 1
    assert f"réunie avec la ligne {first.number}<" in page
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vide.xlsx", "Ce fichier est vide"),
        (b"%PDF-1.7", "liste.pdf", "document PDF"),
        (bytes(range(256)) * 10, "programme.exe", "pas un tableau"),
        (b"PK\x03\x04abc", "coupe.xlsx", "abîmé"),
        (b"a;b\n" * 5_300_000, "enorme.csv", "20 Mo"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_the_field(
    browser: As, content: bytes, name: str, words: str
) -> None:
    answer = dropped(browser, content, name)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_no_file_is_said(browser: As) -> None:
    answer = browser.post(START, {"kind": "organisations"})
    assert answer.context["form"].errors["file"] == ["Choisissez un fichier."]


def test_the_form_sent_twice_opens_one_import(browser: As) -> None:
    for _ in range(2):
        dropped(browser, workbook(ECHO), uid="abcdefgh")
    assert ImportRun.objects.count() == 1


def test_columns_without_a_name_are_refused_and_choices_kept(browser: As) -> None:
    dropped(browser, workbook(ECHO))
    run = ImportRun.objects.get()
    url = reverse("exchange:columns", args=[run.uid])
    answer = browser.post(
        url, {"sheet": "Sheet", "header_row": "1", "c0": "", "c1": "street", "c2": "postal_code"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Dites quelle colonne contient « Nom »" in page
    answer = browser.post(url, {"sheet": "Sheet", "header_row": "1", "c0": "name", "c1": "name"})
    assert "donné à deux colonnes" in answer.content.decode()
    assert browser.post(url, {"header_row": "1", "c0": "n’importe quoi"}).status_code == 422


def test_another_header_row_is_read_on_demand(browser: As) -> None:
    dropped(browser, "Nom;CP\nAssociation;Code postal\nÉcho;4000\n".encode(), "liste.csv")
    url = reverse("exchange:columns", args=[ImportRun.objects.get().uid])
    assert browser.get(f"{url}?header_row=2").context["header_row"] == 2
    for odd in ("abc", "-1", "99999999999", "²"):
        assert browser.get(f"{url}?header_row={odd}&sheet=<b>").status_code == 200


def test_a_row_is_corrected_on_its_page(browser: As, coordinator: Reader) -> None:
    run = previewed(workbook(ECHO), coordinator)
    url = reverse("exchange:row", args=[run.uid, 2])
    form = browser.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    answer = browser.post(url, {**data, "emails": "info@echo.example.org"})
    assert answer.url == reverse("exchange:run", args=[run.uid])
    assert not row(run, 2).to_check
    assert browser.post(url, {**data, "presentation": "x" * 6000}).status_code == 422
    assert browser.get(reverse("exchange:row", args=[run.uid, 99])).status_code == 404


def test_choices_of_the_list_are_kept_and_come_back_to_the_same_page(browser: As, coordinator: Reader) -> None:
    run = previewed(workbook(ECHO), coordinator)
    here = f"{reverse('exchange:run', args=[run.uid])}?montrer=a-verifier"
    url = reverse("exchange:decide", args=[run.uid])
    assert browser.post(url, {"row-2": "skip", "row-x": "skip", "back": here}).url == here
    assert row(run, 2).decision == "skip"
    assert browser.post(url, {"back": "https://example.com/"}).url == reverse("exchange:run", args=[run.uid])


def test_a_large_import_shows_its_progress_and_gets_there_without_a_worker(
    browser: As, coordinator: Reader
) -> None:
    run = previewed(workbook(ECHO), coordinator)
    ImportRun.objects.filter(pk=run.pk).update(
        state=states.COMMITTING, total=1, by_keys=sorted(coordinator.keys)
    )
    url = reverse("exchange:run", args=[run.uid])
    page = browser.get(url).content.decode()
    assert "Vous pouvez quitter cette page" in page
    answer = browser.post(reverse("exchange:advance", args=[run.uid]), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == url
    assert Organisation.objects.count() == 1


def test_a_get_writes_nothing(browser: As, coordinator: Reader) -> None:
    run = previewed(workbook(ECHO), coordinator)
    for name in ("confirm", "refuse", "advance", "decide"):
        assert browser.get(reverse(f"exchange:{name}", args=[run.uid])).status_code == 405


def test_hostile_names_are_shown_as_text(browser: As, coordinator: Reader) -> None:
    run = previewed(workbook(("<script>alert(1)</script>", *ECHO[1:])), coordinator)
    page = browser.get(reverse("exchange:run", args=[run.uid])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("name", ["run", "columns", "take_back", "confirm", "refuse", "advance", "decide"])
def test_other_peoples_imports_do_not_exist(
    monkeypatch: pytest.MonkeyPatch, coordinator: Reader, member: Reader, name: str
) -> None:
    make_communes()
    run = previewed(workbook(ECHO), coordinator)
    for stranger in (VISITOR, member, Reader(keys=coordinator.keys - {"person:crd2crd2"}, uid="autre222")):
        browser = As(monkeypatch, stranger)
        url = reverse(f"exchange:{name}", args=[run.uid])
        method = browser.get if name in {"run", "columns", "take_back"} else browser.post
        assert method(url).status_code == 404


def test_the_door_is_closed_to_those_who_may_not_import(
    monkeypatch: pytest.MonkeyPatch, member: Reader
) -> None:
    for stranger in (VISITOR, member):
        assert As(monkeypatch, stranger).get(START).status_code == 404


def test_the_preview_costs_the_same_queries_for_three_rows_as_for_one(
    browser: As, coordinator: Reader, django_assert_num_queries: Any
) -> None:
    for count in (1, 3):
        run = previewed(workbook(*((f"Écho {n * 7919}", *ECHO[1:]) for n in range(count))), coordinator)
        with django_assert_num_queries(6):
            browser.get(reverse("exchange:run", args=[run.uid]))


def test_an_unknown_example_does_not_exist(browser: As) -> None:
    assert browser.get("/imports/exemples/rien/").status_code == 404


def test_a_suggestion_is_taken_with_one_click(browser: As, coordinator: Reader) -> None:
    run = previewed(workbook(ECHO), coordinator)
    here = f"{reverse('exchange:run', args=[run.uid])}?montrer=a-verifier"
    assert 'value="2-0"' in browser.get(here).content.decode()
    browser.post(reverse("exchange:decide", args=[run.uid]), {"take": "2-0", "back": here})
    assert row(run, 2).values["emails"] == "info@echo.example.org"
    assert not row(run, 2).to_check
    for odd in ("2-9", "99-0", "x", "2-0-0"):
        assert browser.post(reverse("exchange:decide", args=[run.uid]), {"take": odd}).status_code == 302


def test_no_platform_is_chosen_in_advance_for_what_was_imported(
    monkeypatch: pytest.MonkeyPatch, administrator: Reader
) -> None:
    """A click too many would put a whole file into the first platform of the list."""
    make_communes()
    make_space("Atelier culture")
    run = imported(workbook(ECHO), administrator)
    browser = As(monkeypatch, administrator)
    page = browser.get(reverse("exchange:run", args=[run.uid])).content.decode()
    assert page.index('<option value="">') < page.index("Atelier culture</option>")
    browser.post(reverse("exchange:follow_up", args=[run.uid, "plateforme"]), {"choice": ""})
    assert not Membership.objects.exists()
    said = browser.get(reverse("exchange:take_back", args=[run.uid])).content.decode()
    assert "La ligne importée sera retirée" in said
