"""« Fiche d’orientation » (E11): one to three offers in somebody's language; only counts are kept."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory, make_worker

from maillage.cadastre.actions.offers import LevelSaid, TextSaid
from maillage.cadastre.documents.sheet import columns, languages, words
from maillage.cadastre.models import Offer, ReferralCount
from maillage.cadastre.queries.referrals import referrals_of, referred
from maillage.cadastre.views import sheet
from maillage.core.readers import MEMBERS, VISITOR
from maillage.journal.models import Entry

pytestmark = pytest.mark.django_db
SHEET = "/fiche-d-orientation/"
HAND_OVER = "/fiche-d-orientation/remettre/"
DAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _that_day() -> Any:
    sheet.allowance.forget()
    with time_machine.travel("2026-11-21 09:00+01:00", tick=False):
        yield


@pytest.fixture
def course() -> Offer:
    organisation = make_organisation("Lire à Seraing", phone="04 336 00 01")
    make_site(organisation, territory=make_territory("Seraing"), street="rue Haute 3")
    a1, b1 = make_term("cefr", "A1", rank=1), make_term("cefr", "B1", rank=3)
    offer = make_offer(
        "Français du matin",
        organisation=organisation,
        texts=[TextSaid("ar", "دروس الفرنسية صباحا", "للمبتدئين")],
        levels=[LevelSaid("oral", "cefr", a1, b1)],
        free=True,
        women_only=True,
        age_from=18,
    )
    make_session(offer, "lundi et jeudi 9h-12h", first_day=dt.date(2027, 1, 11))
    return offer


def facts(language: str, *offers: Offer) -> list[dict[str, str]]:
    (column, *_french) = columns(referred([one.uid for one in offers], VISITOR, DAY), language)
    return [dict(one.facts) for one in column.offers]


def test_it_is_written_in_the_language_of_the_person_and_in_french_beside(course: Offer) -> None:
    arabic, french = columns(referred([course.uid], VISITOR, DAY), "ar")
    assert (arabic.language, arabic.direction) == ("ar", "rtl")
    assert (arabic.offers[0].title, arabic.offers[0].text) == ("دروس الفرنسية صباحا", "للمبتدئين")
    assert arabic.offers[0].in_french is False
    assert (french.language, french.direction, french.offers[0].title) == ("fr", "ltr", "Français du matin")


def test_what_nobody_translated_is_in_french_and_it_is_said(course: Offer, client: Client) -> None:
    turkish, _french = columns(referred([course.uid], VISITOR, DAY), "tr")
    assert (turkish.offers[0].title, turkish.offers[0].in_french) == ("Français du matin", True)
    page = client.get(SHEET, {"fiche": course.uid, "langue": "tr"}).content.decode()
    assert "Fransızca metin" in page
    assert '<section lang="tr" dir="ltr"' in page


def test_days_hours_prices_and_levels_are_said_in_each_language(course: Offer) -> None:
    (found,) = facts("en", course)
    assert found["When"] == "Monday, Thursday 09:00 – 12:00"
    assert (found["Starts on"], found["Price"], found["Level"]) == (
        "11/01/2027",
        "free of charge",
        "spoken A1 → B1",
    )
    assert (found["With"], found["Phone"]) == ("Lire à Seraing", "04 336 00 01")
    assert found["Where"].startswith("rue Haute 3")
    assert found["Good to know"] == "women only"
    (french,) = facts("fr", course)
    assert french["Quand"] == "lundi et jeudi de 9h à 12h"
    assert french["À savoir"] == "à partir de 18 ans, réservé aux femmes"
    assert facts("uk", course)[0]["Коли"] == "понеділок, четвер 09:00 – 12:00"


def test_weeks_of_the_month_are_left_in_french() -> None:
    offer = make_offer("Permanence", kind="surgery")
    make_session(offer, "1er mardi du mois 14h-16h")
    assert facts("en", offer)[0]["When"].startswith("1er mardi du mois")


def test_a_telephone_number_keeps_its_order_in_arabic(course: Offer) -> None:
    assert facts("ar", course)[0]["الهاتف"] == "\u206604 336 00 01\u2069"


def test_every_language_says_everything() -> None:
    french = set(words()["fr"])
    for code, said in words().items():
        assert set(said) == french, code
        assert len(said["days"]) == 7, code
        assert all(said.values()), code
    assert {"fr", "nl", "en", "de", "es", "ar", "tr", "uk"} <= dict(languages()).keys()


def test_three_offers_at_most_in_the_order_chosen() -> None:
    offers = [make_offer(f"Cours {number}") for number in range(4)]
    uids = [offers[number].uid for number in (2, 0, 1, 3)]
    assert [one.offer.title for one in referred(uids, VISITOR, DAY)] == ["Cours 2", "Cours 0", "Cours 1"]


def test_a_sheet_shows_only_what_its_reader_sees(client: Client) -> None:
    hidden = make_offer("Entre nous", organisation=make_organisation("Discrète", audience=MEMBERS))
    page = client.get(SHEET, {"fiche": hidden.uid}).content.decode()
    assert "Entre nous" not in page
    assert (
        client.get(SHEET, {"fiche": hidden.uid, "format": "pdf"})
        .headers["Content-Type"]
        .startswith("text/html")
    )


def test_an_offer_that_ended_leaves_the_sheet_and_it_is_said(client: Client, course: Offer) -> None:
    page = client.get(SHEET, {"fiche": f"{course.uid},22222222"}).content.decode()
    assert "n’est plus proposée" in page
    assert "Français du matin" in page


def test_offers_are_chosen_without_javascript_from_the_search(client: Client) -> None:
    first, second = make_offer("Couture un"), make_offer("Couture deux")
    page = client.get("/cours-et-services/", {"q": "couture"}).content.decode()
    assert f"q=couture&amp;fiche={first.uid}" in page
    page = client.get("/cours-et-services/", {"q": "couture", "fiche": first.uid}).content.decode()
    assert f"fiche={first.uid}%2C{second.uid}" in page
    assert "Retirer de la fiche" in page
    assert f'href="/fiche-d-orientation/?fiche={first.uid}&amp;retour=q%3Dcouture"' in page


def test_who_makes_the_sheet_goes_on_in_the_same_search_and_whoever_gets_it_sees_none(
    client: Client, course: Offer
) -> None:
    asked = {"fiche": course.uid, "retour": "q=couture&lieu=Namur&page=3&fiche=22222222", "format": "envoi"}
    page = client.get(SHEET, asked).content.decode()
    assert f'href="/cours-et-services/?q=couture&amp;lieu=Namur&amp;page=3&amp;fiche={course.uid}"' in page
    (shared,) = re.findall(r'<textarea id="lien"[^>]*>([^<]*)<', page)
    assert shared.endswith(f"{SHEET}?fiche={course.uid}&amp;langue=fr")
    assert "couture" not in "".join(re.findall(r'<textarea id="texte-[^>]*>([^<]*)<', page))


@pytest.mark.parametrize("typed", ["", "%00", "q=" + "a" * 5000, "lieu=<script>", "https://ailleurs.example/"])
def test_a_way_back_that_means_nothing_leads_to_the_search(client: Client, course: Offer, typed: str) -> None:
    page = client.get(SHEET, {"fiche": course.uid, "retour": typed})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("<main", 1)[1]
    assert 'href="/cours-et-services/?' in page.content.decode()


def test_a_full_sheet_takes_no_fourth_offer(client: Client) -> None:
    offers = [make_offer(f"Couture {number}") for number in range(4)]
    page = client.get(
        "/cours-et-services/", {"fiche": ",".join(one.uid for one in offers[:3])}
    ).content.decode()
    assert page.count("Retirer de la fiche") == 3
    assert "Ajouter à la fiche" not in page


@pytest.mark.parametrize("typed", ["", "x", "../../etc", "22222222,22222222,;drop", "%00", "2" * 500])
def test_an_address_that_means_nothing_is_an_empty_sheet(client: Client, typed: str) -> None:
    response = client.get(SHEET, {"fiche": typed, "langue": "xx"})
    assert response.status_code == 200
    assert "Cette fiche est vide" in response.content.decode()


@pytest.mark.parametrize("way", ["impression", "pdf", "envoi"])
def test_handing_over_counts_and_leads_on(client: Client, course: Offer, way: str) -> None:
    data = {"fiche": course.uid, "langue": "ar", "comment": way}
    for _ in range(2):
        response = client.post(HAND_OVER, data)
    assert response.headers["Location"] == f"{SHEET}?fiche={course.uid}&langue=ar&format={way}"
    row = ReferralCount.objects.get()
    assert (row.offer, row.month, row.count) == (course, dt.date(2026, 11, 1), 2)
    assert client.get(response.headers["Location"]).status_code == 200


def test_reading_a_sheet_counts_nothing(client: Client, course: Offer) -> None:
    for way in ("", "pdf", "impression", "envoi"):
        client.get(SHEET, {"fiche": course.uid, "format": way})
    assert not ReferralCount.objects.exists()


def test_nothing_is_kept_but_the_count(client: Client, course: Offer) -> None:
    worker = make_worker(make_organisation("Centre"))
    client.force_login(worker.user)
    before = Entry.objects.count()
    client.post(HAND_OVER, {"fiche": course.uid, "comment": "envoi", "email": "amina@example.org"})
    assert Entry.objects.count() == before
    fields = {field.name for field in ReferralCount._meta.get_fields()}
    assert fields == {"id", "offer", "month", "count"}


def test_who_keeps_the_offer_reads_how_often_it_was_handed_over(client: Client, course: Offer) -> None:
    ReferralCount.objects.create(offer=course, month=dt.date(2026, 11, 1), count=2)
    ReferralCount.objects.create(offer=course, month=dt.date(2026, 1, 1), count=3)
    ReferralCount.objects.create(offer=course, month=dt.date(2025, 11, 1), count=50)
    assert referrals_of(course, DAY) == 5
    address = f"/cours-et-services/{course.address}/"
    assert "Remise" not in client.get(address).content.decode()
    client.force_login(make_worker(course.organisation).user)
    assert "Remise 5 fois" in client.get(address).content.decode()


def test_the_mail_and_the_text_to_copy_say_where_to_go(client: Client, course: Offer) -> None:
    page = client.get(SHEET, {"fiche": course.uid, "langue": "en", "format": "envoi"}).content.decode()
    found = re.search(r'href="(mailto:[^"]+)"', page)
    assert found
    mail = unquote(html.unescape(found[1]))
    assert mail.startswith("mailto:?subject=Where to go&body=")
    for said in (
        "Français du matin (text in French)",
        "Phone",
        "04 336 00 01",
        "Monday, Thursday 09:00 – 12:00",
    ):
        assert said in mail
    assert f"/fiche-d-orientation/?fiche={course.uid}&langue=en" in mail
    assert page.count("data-select-all") == 3


def test_the_pdf_carries_both_languages_and_takes_nothing_for_markup(client: Client) -> None:
    offer = make_offer('#panic("x") $y$', texts=[TextSaid("ar", "دروس #read(1)")], price="*5 €*", text="#{")
    for language in ("ar", "fr", "uk"):
        response = client.get(SHEET, {"fiche": offer.uid, "langue": language, "format": "pdf"})
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in response.content


def test_the_sheet_costs_the_same_for_one_offer_and_for_three(client: Client) -> None:
    def another(title: str) -> str:
        organisation = make_organisation(f"Opérateur {title}")
        make_site(organisation, territory=make_territory(title))
        offer = make_offer(title, organisation=organisation)
        make_session(offer, "lundi 9h-12h")
        return str(offer.uid)

    def queries(*uids: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(SHEET, {"fiche": ",".join(uids), "langue": "en"})
        return len(seen)

    uids = [another(title) for title in ("Un", "Deux", "Trois")]
    queries(uids[0])
    assert queries(uids[0]) == queries(*uids) <= 22


def page_of(offer: Offer, *on_it: Offer) -> str:
    query = f"?fiche={','.join(one.uid for one in on_it)}" if on_it else ""
    return f"/cours-et-services/{offer.address}/{query}"


def test_the_page_of_an_offer_adds_it_to_the_sheet_under_way(client: Client) -> None:
    first, second = (make_offer(f"Couture {number}") for number in range(2))
    alone = html.unescape(client.get(page_of(first)).content.decode())
    assert "Ajouter à la fiche d’orientation" in alone
    assert f'href="{SHEET}?fiche={first.uid}&langue=fr"' in alone
    beside = html.unescape(client.get(page_of(second, first)).content.decode())
    assert f'href="{SHEET}?fiche={first.uid},{second.uid}&langue=fr"' in beside
    assert "Voir la fiche" in beside
    assert "Couture 0" in beside


def test_the_search_and_the_sheet_lead_to_the_page_with_the_sheet_under_way(client: Client) -> None:
    first, second = (make_offer(f"Couture {number}") for number in range(2))
    found = html.unescape(
        client.get("/cours-et-services/", {"q": "couture", "fiche": first.uid}).content.decode()
    )
    assert f'href="{page_of(second, first)}"' in found
    on_it = html.unescape(client.get(SHEET, {"fiche": first.uid}).content.decode())
    assert f'href="{page_of(first, first)}"' in on_it


def test_an_offer_on_the_sheet_can_leave_it_from_its_page(client: Client) -> None:
    first, second = (make_offer(f"Couture {number}") for number in range(2))
    shown = html.unescape(client.get(page_of(second, first, second)).content.decode())
    assert "Sur la fiche d’orientation" in shown
    assert "Ajouter à la fiche" not in shown
    assert f'href="{page_of(second, first)}" rel="nofollow">Retirer' in shown
    alone = html.unescape(client.get(page_of(first, first)).content.decode())
    assert f'href="{page_of(first)}" rel="nofollow">Retirer' in alone


def test_a_full_sheet_says_so_on_the_page_and_in_the_list(client: Client) -> None:
    *three, fourth = (make_offer(f"Couture {number}") for number in range(4))
    shown = html.unescape(client.get(page_of(fourth, *three)).content.decode())
    assert "est complète" in shown
    assert "Ajouter à la fiche" not in shown
    found = client.get("/cours-et-services/", {"fiche": ",".join(one.uid for one in three)}).content.decode()
    assert "Elle est complète" in found


def test_offers_that_are_gone_leave_their_room_and_nonsense_is_ignored(client: Client) -> None:
    offer = make_offer("Couture")
    for typed in ("22222222,33333333,44444444", "<script>", "a" * 500, "\0"):
        shown = client.get(f"/cours-et-services/{offer.address}/", {"fiche": typed})
        assert shown.status_code == 200
        assert "Ajouter à la fiche d’orientation" in html.unescape(shown.content.decode())


def test_the_sheet_under_way_is_kept_nowhere_but_in_the_address(client: Client) -> None:
    first, second = (make_offer(f"Couture {number}") for number in range(2))
    shown = client.get(page_of(second, first))
    assert not shown.cookies
    assert "Ajouter à la fiche d’orientation" in html.unescape(client.get(page_of(first)).content.decode())
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(second, first))
    assert not [one for one in queries.captured_queries if not one["sql"].startswith("SELECT")]
