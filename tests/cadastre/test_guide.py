"""« Le guide en PDF »: sections, communes, indexes; what people typed is text and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
import typst
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory

from maillage.cadastre.actions.offers import TextSaid
from maillage.cadastre.documents.guide import TEMPLATE, By, Cover, guide_of
from maillage.cadastre.queries.finding import Question
from maillage.cadastre.queries.outgoing import every_answer
from maillage.cadastre.views import guide
from maillage.core.readers import MEMBERS, VISITOR
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 21)
COVER = Cover("Seraing", ["« français »"], "Centre de l’exemple", "https://reseau.example.org", DAY)
ASKED = {"format": "guide"}


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> Any:
    guide.allowance.forget()
    monkeypatch.setattr("maillage.cadastre.queries.labels._kept", None)
    with time_machine.travel("2026-11-21 09:00+01:00", tick=False):
        yield


def written(by: By = By.TYPE) -> dict[str, Any]:
    found = every_answer(Question(), VISITOR, DAY, most=100)
    return guide_of(found.whole(), COVER, by)


def headings(data: dict[str, Any]) -> list[str]:
    """The headings as typst sets them: level and plain text."""
    found = typst.query(
        str(TEMPLATE), "heading", root=str(TEMPLATE.parent), sys_inputs={"data": json.dumps(data)}
    )
    return [f"{one['level']} {one['body'].get('text', '')}" for one in json.loads(found)]


def three_offers() -> None:
    """Alpha in a quarter of Seraing; FLE and a surgery in Liège."""
    seraing, liege = make_territory("Seraing"), make_territory("Liège")
    jemeppe = make_territory("Jemeppe", Territory.Level.QUARTER, seraing)
    fle = make_term(Code.COURSE_TYPE, "fle", "Français langue étrangère", rank=2)
    alpha = make_term(Code.COURSE_TYPE, "alpha", "Alphabétisation", rank=1)
    law = make_term(Code.SERVICE_TYPE, "juridique", "Aide juridique", rank=1)
    langue = make_term(Code.THEME, "langue", "La langue", rank=5)
    for title, name, place, fields in (
        ("Droits", "Zénith", liege, {"kind": "surgery", "service_type": law}),
        ("FLE", "Élan", liege, {"course_type": fle, "themes": [langue]}),
        ("Alpha", "Élan du Haut", jemeppe, {"course_type": alpha, "themes": [langue], "free": True}),
    ):
        organisation = make_organisation(name, phone="04 000 00 01")
        make_site(organisation, territory=place, street="rue Haute 3")
        make_session(make_offer(title, organisation=organisation, **fields), "mardi 9h-12h")


def test_courses_come_before_services_each_by_commune() -> None:
    three_offers()
    data = written()
    found = [
        (section["title"], commune["name"], offer["title"])
        for section in data["sections"]
        for commune in section["communes"]
        for offer in commune["offers"]
    ]
    assert found == [
        ("Alphabétisation", "Seraing", "Alpha"),
        ("Français langue étrangère", "Liège", "FLE"),
        ("Aide juridique", "Liège", "Droits"),
    ]
    assert data["counted"] == "3 cours et services, 3 opérateurs"
    assert data["printed"] == "imprimé le 21 novembre 2026"


def test_by_theme_what_has_none_comes_last() -> None:
    three_offers()
    assert [section["title"] for section in written(By.THEME)["sections"]] == ["La langue", "Autres"]


def test_an_offer_says_what_one_needs_to_go_there() -> None:
    three_offers()
    offer = written()["sections"][0]["communes"][0]["offers"][0]
    facts = dict(offer["facts"])
    assert facts["Quand"] == "mardi de 9h à 12h"
    assert facts["Où"].startswith("rue Haute 3")
    assert facts["Contact"].startswith("04 000 00 01")
    assert facts["Prix"] == "gratuit"
    assert offer["confirmed"] == "confirmée le 21/11/2026"


def test_the_indexes_name_every_operator_and_commune_in_the_order_of_a_dictionary() -> None:
    three_offers()
    data = written()
    assert [one["name"] for one in data["operators"]] == ["Élan", "Élan du Haut", "Zénith"]
    assert [(one["name"], len(one["ids"])) for one in data["communes"]] == [("Liège", 2), ("Seraing", 1)]


def test_the_booklet_has_a_title_contents_sections_and_indexes() -> None:
    three_offers()
    assert headings(written()) == [
        "1 Contenu",
        "1 Alphabétisation",
        "2 Seraing",
        "3 Alpha",
        "1 Français langue étrangère",
        "2 Liège",
        "3 FLE",
        "1 Aide juridique",
        "2 Liège",
        "3 Droits",
        "1 Les opérateurs",
        "1 Les communes",
    ]


def test_the_pdf_is_tagged_speaks_french_and_carries_its_fonts(client: Client) -> None:
    three_offers()
    response = client.get("/cours-et-services/", ASKED)
    assert response.headers["Content-Type"] == "application/pdf"
    assert (
        response.headers["Content-Disposition"] == 'inline; filename="guide-cours-et-services-2026-11-21.pdf"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    body = response.content
    assert body.startswith(b"%PDF-")
    for sign in (b"/StructTreeRoot", b"/Marked true", b"/FontFile", b"(fr-BE)"):
        assert sign in body


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("non")',
        "#{ while true {} }",
        '#read("/etc/passwd") #import "@preview/x:1.0.0"',
        "*gras* $x^2$ @renvoi <label> `code` [crochet",
        "]] )} \\ // commentaire /* */",
        "= Titre",
    ],
)
def test_what_looks_like_markup_is_printed_as_it_was_typed(client: Client, typed: str) -> None:
    make_offer(typed, organisation=make_organisation(typed), conditions=typed, price=typed)
    assert client.get("/cours-et-services/", {**ASKED, "q": ""}).content.startswith(b"%PDF-")
    assert f"3 {typed}" in [" ".join(one.split()) for one in headings(written())]


def test_a_title_in_arabic_stands_beside_the_french_one(client: Client) -> None:
    make_offer("Français", texts=[TextSaid("ar", "دروس اللغة الفرنسية (A1)")])
    offer = written()["sections"][0]["communes"][0]["offers"][0]
    assert offer["titles"] == [{"language": "ar", "rtl": True, "title": "دروس اللغة الفرنسية (A1)"}]
    assert client.get("/cours-et-services/", ASKED).content.startswith(b"%PDF-")


def test_a_visitor_prints_only_what_everyone_sees() -> None:
    make_offer("Pour tous")
    make_offer("Entre nous", organisation=make_organisation("Discrète", audience=MEMBERS))
    assert "Entre nous" not in json.dumps(written(), ensure_ascii=False)


def test_a_guide_without_offers_leads_back_to_the_search(client: Client) -> None:
    response = client.get("/cours-et-services/", {**ASKED, "q": "introuvable"})
    assert (response.status_code, response.headers["Location"]) == (302, "/cours-et-services/?q=introuvable")


def test_too_long_a_guide_is_refused_with_advice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "MOST_OFFERS", 2)
    three_offers()
    response = client.get("/cours-et-services/", ASKED)
    assert response.status_code == 400
    page = response.content.decode()
    assert "3 réponses" in page
    assert "Choisissez une commune" in page


def test_a_guide_costs_the_same_for_one_offer_and_for_three(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/cours-et-services/", ASKED)
        return len(seen)

    def another(title: str) -> None:
        organisation = make_organisation(f"Opérateur {title}")
        make_site(organisation, territory=make_territory(title))
        make_session(make_offer(title, organisation=organisation), "lundi 9h-12h")

    another("Un")
    queries()
    one = queries()
    another("Deux")
    another("Trois")
    queries()
    assert queries() == one <= 25
