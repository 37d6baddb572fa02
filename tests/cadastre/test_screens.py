"""The screens of courses and services, as visitors, operators and tired coordinators meet them."""

from __future__ import annotations

import datetime as dt
import html
import re
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.browsing import sent_as_shown
from tests.cadastre.factories import days_from, make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory, make_worker

from maillage.cadastre.actions.sessions import say_places
from maillage.cadastre.models import Offer, OfferSession, Places
from maillage.core.readers import SYSTEM
from maillage.network.models import Organisation
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.ui.meanwhile import Merged
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
LIST = "/cours-et-services/"
HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "🧵🧵🧵",
    "دروس",
    "a" * 500,
    "\0",
    "%",
    "' OR 1=1",
    "«»",
]


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    found: str = html.unescape(response.content.decode())
    return found


def words(response: Any) -> str:
    """What a person reads."""
    return " ".join(
        re.sub(r"<[^>]+>", " ", text(response)).replace("\u00a0", " ").replace("\u202f", " ").split()
    )


def url(name: str, offer: Offer, *more: str) -> str:
    return reverse(f"cadastre:{name}", args=[offer.address, *more])


@pytest.fixture
def mots() -> Organisation:
    mots = make_organisation("Les Mots", phone="04 111 11 11")
    make_site(
        mots, street="Rue Haute 3", postal_code="4000", locality="Liège", territory=make_territory("Liège")
    )
    return mots


@pytest.fixture
def operator(client: Client, mots: Organisation) -> Client:
    """Someone who works for the operator is logged in."""
    client.force_login(make_worker(mots, "Wim Verbeke").user)
    return client


def new_offer(mots: Organisation, kind: str = "formation") -> str:
    return reverse("cadastre:new_offer_of", args=[mots.address, kind])


def test_an_operator_adds_a_course_with_its_hours_on_one_screen_and_it_is_found_at_once(
    operator: Client, mots: Organisation
) -> None:
    fle = make_term(Code.COURSE_TYPE, "fle", "Français langue étrangère")
    a1 = make_term(Code.LEVEL_CEFR, "A1", "introductif")
    sent = {
        "uid": new_uid(),
        "title": "Français du soir",
        "course_type": fle.pk,
        "oral-cefr-entry": "A1",
        "hours": "lundi et jeudi 18h-20h",
        "first_day": "2026-09-07",
        "last_day": "2027-06-24",
        "capacity": "14",
        "registration_ways": ["phone", "on_spot"],
        "audience": "public",
        "language_1": "",
        "free": "oui",
    }
    languages = make_term(Code.LANGUAGE, "ar", "Arabe")
    sent |= {"language_1": languages.notation, "title_1": "دروس مسائية", "text_1": ""}
    answer = operator.post(new_offer(mots), sent)
    offer = Offer.objects.get()
    assert answer.headers["Location"] == reverse("cadastre:keep_offers", args=[mots.address])
    assert (offer.title, offer.kind, offer.free, offer.kept_by_centre) == (
        "Français du soir",
        "training",
        True,
        False,
    )
    assert (offer.levels.get().entry, offer.texts.get().title) == (a1, "دروس مسائية")
    shown = words(Client().get(LIST, {"q": "soir"}))
    assert "lundi et jeudi de 18h à 20h" in shown
    assert "Liège" in shown
    assert "04 111 11 11" in shown
    page = text(Client().get(url("offer", offer)))
    assert 'dir="rtl"' in page
    assert "14 places ouvertes" in page


def test_sending_the_form_twice_makes_one_offer(operator: Client, mots: Organisation) -> None:
    sent = {"uid": new_uid(), "title": "Alpha", "audience": "public", "hours": "mardi 9h-12h"}
    for _time in range(2):
        assert operator.post(new_offer(mots), sent).status_code == 302
    assert (Offer.objects.count(), OfferSession.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Ce champ est obligatoire"),
        ({"hours": "lundi vers midi"}, "« vers » n’est pas compris"),
        ({"first_day": "2026-09-07", "last_day": "2026-09-01"}, "La fin de la session ne peut pas précéder"),
        (
            {"first_day": "2026-09-07", "last_day": "2026-09-11", "hours": "dimanche 9h-12h"},
            "ne tombe aucun jour entre le début et la fin",
        ),
        ({"age_from": "18", "age_to": "6"}, "L’âge le plus haut"),
        ({"free": "oui", "price": "10 €"}, "C’est gratuit ou il y a un prix"),
        ({"host": "Personne"}, "Aucune organisation de l’annuaire"),
        ({"phone": "appelez-moi"}, "Écrivez un numéro de téléphone"),
        ({"first_day": "20026-09-07"}, "date"),
        ({"title_1": "Frans"}, "Dans quelle langue ?"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    operator: Client, mots: Organisation, typed: dict[str, str], said: str
) -> None:
    sent = {"uid": new_uid(), "title": "Alpha", "text": "Un texte à garder", "audience": "public", **typed}
    answer = operator.post(new_offer(mots), sent)
    assert said in words(answer)
    assert "Un texte à garder" in text(answer)
    assert not Offer.objects.exists()


def test_an_exit_below_the_entry_is_said_with_both_levels(operator: Client, mots: Organisation) -> None:
    make_term(Code.LEVEL_CEFR, "A1", "introductif")
    make_term(Code.LEVEL_CEFR, "B1", "seuil")
    sent = {"title": "Alpha", "audience": "public", "oral-cefr-entry": "B1", "oral-cefr-exit": "A1"}
    shown = words(operator.post(new_offer(mots), sent))
    assert "Le niveau de sortie (A1) est sous le niveau d’entrée (B1)" in shown


def test_a_surgery_at_another_organisation_asks_which_place_when_there_are_several(
    operator: Client, mots: Organisation
) -> None:
    host = make_organisation("Maison de quartier")
    make_site(host, street="Rue A 1", name="Nord")
    south = make_site(host, street="Rue B 2", name="Sud")
    sent = {"uid": new_uid(), "title": "Permanence", "audience": "public", "hours": "mardi 9h-12h"}
    sent["host"] = "Maison de quartier"
    asked = words(operator.post(new_offer(mots, "permanence"), sent))
    assert "a 2 lieux : choisissez ici lequel" in asked
    assert operator.post(new_offer(mots, "permanence"), {**sent, "site": south.uid}).status_code == 302
    assert OfferSession.objects.get().site == south


def test_editing_keeps_what_the_form_does_not_show_and_vouches_for_it(
    operator: Client, mots: Organisation
) -> None:
    offer = make_offer("Alpha", organisation=mots, forem_registration=True, source="site web")
    Offer.objects.update(confirmed_on=dt.date(2025, 1, 1), kept_by_centre=True)
    form = text(operator.get(url("edit_offer", offer)))
    assert "checked" in form
    sent = {"title": "Alpha 2", "audience": "public", "version": offer.version, "forem_registration": "on"}
    assert operator.post(url("edit_offer", offer), sent).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.source, offer.forem_registration) == ("Alpha 2", "site web", True)
    assert (offer.confirmed_on, offer.kept_by_centre) == (today(), False)


def test_two_people_editing_see_each_others_words(operator: Client, mots: Organisation) -> None:
    offer = make_offer("Alpha", organisation=mots)
    seen = offer.version
    operator.post(url("edit_offer", offer), {"title": "La première", "audience": "public", "version": seen})
    second = words(
        operator.post(url("edit_offer", offer), {"title": "La seconde", "audience": "public", "version": seen})
    )
    assert "Quelqu’un a modifié cette fiche entre-temps" in second
    assert "La première" in second
    assert "La seconde" in second
    offer.refresh_from_db()
    assert offer.title == "La première"


def test_two_people_editing_an_offer_keep_what_each_alone_changed(operator: Client, mots: Organisation) -> None:
    """Ticks, a language, a price: what the second never touched is what the first wrote."""
    fle, citizenship = make_term(Code.THEME, "fle", "Français"), make_term(Code.THEME, "cit", "Citoyenneté")
    make_term(Code.LANGUAGE, "ar", "arabe")
    offer = make_offer("Alpha", organisation=mots, price="10 €")
    offer.themes.set([fle])
    edit = url("edit_offer", offer)
    first, second = sent_as_shown(operator.get(edit)), sent_as_shown(operator.get(edit))
    arabic = {"language_1": "ar", "title_1": "محو الأمية"}
    operator.post(edit, {**first, "price": "20 €", "themes": [fle.pk, citizenship.pk], **arabic})

    warned = operator.post(edit, {**second, "title": "Alpha du soir", "women_only": "on"})

    assert warned.context["merged"].to_choose == []
    assert "Prix" in warned.context["merged"].taken
    assert operator.post(edit, sent_as_shown(warned)).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.price, offer.women_only) == ("Alpha du soir", "20 €", True)
    assert set(offer.themes.all()) == {fle, citizenship}
    assert [one.title for one in offer.texts.all()] == ["محو الأمية"]


def test_two_people_editing_a_session_keep_its_hours(operator: Client, mots: Organisation) -> None:
    offer = make_offer("Alpha", organisation=mots)
    session = make_session(offer, "lundi 9h-12h", hours_per_week=Decimal("3.5"))
    edit = url("edit_session", offer, session.uid)
    first, second = sent_as_shown(operator.get(edit)), sent_as_shown(operator.get(edit))
    operator.post(edit, {**first, "hours": "mardi 9h-12h"})

    warned = operator.post(edit, {**second, "label": "Le matin"})

    assert warned.context["merged"] == Merged(to_choose=[], taken=["Horaire"])
    operator.post(edit, sent_as_shown(warned))
    session.refresh_from_db()
    assert (session.label, str(session.hours_per_week)) == ("Le matin", "3.5")
    assert [row.slot.weekday for row in session.slots.all()] == [1]


def test_one_tap_says_the_places(operator: Client, mots: Organisation) -> None:
    session = make_session(make_offer("Alpha", organisation=mots), "lundi 9h-12h")
    kept = reverse("cadastre:keep_offers", args=[mots.address])
    assert "liste d’attente" in text(operator.get(kept))
    answer = operator.post(url("places", session.offer, session.uid), {"state": "waiting", "liste": "oui"})
    assert answer.headers["Location"] == kept
    assert Places.objects.get().state == "waiting"
    assert "liste d’attente le" in words(Client().get(LIST))


@pytest.mark.parametrize(
    "sent", [{}, {"state": "beaucoup"}, {"state": "some", "count": "-3"}, {"state": "some", "on": "2999-01-01"}]
)
def test_places_that_cannot_be_are_refused(operator: Client, mots: Organisation, sent: dict[str, str]) -> None:
    session = make_session(make_offer("Alpha", organisation=mots))
    answer = operator.post(url("places", session.offer, session.uid), sent)
    assert "à revoir" in words(answer)
    assert not Places.objects.exists()


@time_machine.travel("2026-11-02 10:00", tick=False)
def test_last_years_sessions_are_carried_forward_with_one_button(operator: Client, mots: Organisation) -> None:
    offer = make_offer("Alpha", organisation=mots)
    make_session(offer, "lundi 9h-12h", **days_from(dt.date(2022, 9, 5), 30))
    make_session(offer, "lundi 9h-12h", **days_from(dt.date(2026, 9, 7), 30))
    operator.post(url("carry_forward", offer))
    assert sorted(str(one.first_day) for one in offer.sessions.all()) == [
        "2022-09-05",
        "2026-09-07",
        "2027-09-06",
    ]
    again = words(operator.post(url("carry_forward", offer), follow=True))
    assert "Rien à reprendre" in again


def test_what_is_lacking_is_told_to_those_who_keep_it_only(operator: Client, mots: Organisation) -> None:
    offer = make_offer("Alpha", organisation=mots)
    make_session(offer)
    lacking = "À compléter : horaire, type de cours, comment s’inscrire, prix, présentation"
    assert lacking in words(operator.get(url("offer", offer)))
    assert "À compléter" not in words(Client().get(url("offer", offer)))


def test_jemeppe_asks_which_one(client: Client) -> None:
    seraing, sambre = make_territory("Seraing"), make_territory("Jemeppe-sur-Sambre")
    make_territory("Jemeppe", level="quarter", parent=seraing)
    make_territory("Jemeppe", level="quarter", parent=sambre)
    shown = words(client.get(LIST, {"q": "alpha", "lieu": "Jemeppe"}))
    assert "de quel lieu parlez-vous" in shown
    assert "Jemeppe (Seraing)" in shown
    links = re.findall(
        r'href="(/cours-et-services/\?[^"]*lieu=Jemeppe[^"]*)"', text(client.get(LIST, {"lieu": "Jemeppe"}))
    )
    assert links
    assert "de quel lieu" not in words(client.get(links[0]))


def test_a_place_that_does_not_exist_is_said_beside_its_field(client: Client) -> None:
    make_offer("Alpha")
    shown = words(client.get(LIST, {"q": "alpha", "lieu": "Zzyzx"}))
    assert "Aucun lieu ne s’appelle « Zzyzx »" in shown
    assert "Partout : 1" in shown


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_the_search_answers(client: Client, typed: str) -> None:
    make_offer("Alpha")
    parameters = (
        "q",
        "lieu",
        "ici",
        "rayon",
        "moment",
        "theme",
        "tri",
        "page",
        "places",
        "lieu_choice",
        "operateur",
    )
    for parameter in parameters:
        answer = client.get(LIST, {parameter: typed})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_the_address_of_an_answer_is_that_of_the_question(client: Client) -> None:
    """Every filter of the page leads to an address that can be shared, and asks what it says."""
    make_session(make_offer("Alpha", free=True), "mardi 9h-12h")
    make_offer("Permanence", kind="surgery")
    page = text(client.get(LIST))
    for link, chip in (
        ("moment=mardi-matin", "mardi matin"),
        ("plus=free", "Et aussi : gratuit"),
        ("genre=training", "Genre : formation"),
    ):
        assert f'href="{LIST}?{link}"' in page
        narrowed = words(client.get(f"{LIST}?{link}"))
        assert f"Enlever le filtre {chip}" in narrowed
        assert "1 cours ou service" in narrowed


def test_a_swap_shows_what_a_reload_shows(client: Client) -> None:
    make_session(make_offer("Alpha"), "mardi 9h-12h")
    whole = text(client.get(LIST, {"q": "alpha"}))
    part = text(client.get(LIST, {"q": "alpha"}, headers={"HX-Request": "true", "HX-Target": "liste"}))
    assert "<html" not in part
    assert part.strip() in whole


def test_the_list_and_the_page_ask_the_same_queries_whatever_they_hold(
    client: Client, mots: Organisation, django_assert_max_num_queries: Any
) -> None:
    def fill(count: int) -> Offer:
        for number in range(count):
            offer = make_offer(f"Alpha {number}", organisation=mots)
            for hours in ("mardi 9h-12h", "jeudi 9h-12h"):
                say_places(by=SYSTEM, session=make_session(offer, hours), state="full")
        return offer

    counted = []
    for count in (1, 3):
        offer = fill(count)
        for address in (LIST, url("offer", offer)):
            client.get(address)
            with django_assert_max_num_queries(20) as queries:
                client.get(address)
            counted.append(len(queries))
    assert counted[:2] == counted[2:]


def test_those_who_keep_many_offers_wait_no_longer(
    operator: Client, mots: Organisation, django_assert_max_num_queries: Any
) -> None:
    kept = reverse("cadastre:keep_offers", args=[mots.address])
    counted = []
    for count in (1, 3):
        for number in range(count):
            make_session(make_offer(f"Alpha {number}", organisation=mots), "mardi 9h-12h")
        operator.get(kept)
        with django_assert_max_num_queries(25) as queries:
            operator.get(kept)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_page_of_an_operator_shows_what_it_offers(client: Client, mots: Organisation) -> None:
    make_offer("Alpha du matin", organisation=mots)
    shown = words(client.get(reverse("network:organisation", args=[mots.address])))
    assert "Alpha du matin" in shown


def test_an_old_title_in_the_address_leads_to_the_present_one(client: Client) -> None:
    offer = make_offer("Alpha")
    moved = client.get(f"{LIST}autre-titre-{offer.uid}/")
    assert moved.headers["Location"] == url("offer", offer)
