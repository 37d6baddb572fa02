"""« M’avertir » of a search of courses and services."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_territory

from maillage.cadastre.actions.offers import confirm_offer
from maillage.cadastre.alerts import clean, describe, items
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
ALPHA = {"search": [["q", "alphabet"]]}


def told(since: dt.datetime, until: dt.datetime, reader: Reader = VISITOR) -> list[str]:
    return [item.title for item in items(ALPHA, since, until, reader)]


def test_new_offers_that_answer_are_told_once_and_only_those() -> None:
    with time_machine.travel(MONDAY, tick=False):
        before = make_offer("Alphabet du matin")
    with time_machine.travel(MONDAY + WEEK, tick=False):
        make_offer("Alphabet du soir")
        make_offer("Couture")
        confirm_offer(by=SYSTEM, offer=before)
        assert told(MONDAY, MONDAY + WEEK) == ["Alphabet du soir"]
        assert told(MONDAY + WEEK, MONDAY + 2 * WEEK) == []
        make_session(before, "lundi 9h-12h")
        make_session(before, "mardi 9h-12h")
    with time_machine.travel(MONDAY + 2 * WEEK, tick=False):
        assert sorted(told(MONDAY, MONDAY + WEEK)) == ["Alphabet du matin", "Alphabet du soir"]


def test_what_a_reader_may_not_see_is_not_told() -> None:
    with time_machine.travel(MONDAY + WEEK, tick=False):
        make_offer("Alphabet interne", audience=MEMBERS)
        assert told(MONDAY, MONDAY + WEEK) == []
        assert told(MONDAY, MONDAY + WEEK, Reader(keys=frozenset({PUBLIC, MEMBERS}))) == ["Alphabet interne"]


def test_a_search_is_kept_by_what_it_asks_and_said_in_words() -> None:
    make_territory("Huy")
    kept = clean({"q": ["alpha"], "lieu": ["Huy"], "moment": ["mardi-soir"], "page": ["3"], "tri": ["debut"]})
    assert kept == {"search": [["q", "alpha"], ["lieu", "Huy"], ["moment", "mardi-soir"]]}
    assert describe(kept).replace("\u00a0", " ") == "cours et services · « alpha » · à 5 km de Huy · mardi soir"


def test_where_somebody_stands_is_not_kept_and_a_doubtful_place_is_asked() -> None:
    with pytest.raises(ValidationError, match="Votre position ne se garde pas"):
        clean({"q": ["alpha"], "ici": ["50.4,4.8"]})
    with pytest.raises(ValidationError, match="choisissez d’abord de quel lieu"):
        clean({"q": ["alpha"], "lieu": ["Zzyzx"]})


def test_the_search_leads_to_the_form_that_says_what_it_will_tell(client: Client) -> None:
    operator = make_organisation("Les Mots")
    make_site(operator, street="Rue 1", territory=make_territory("Huy"))
    make_offer("Alphabet", organisation=operator)
    page = client.get("/cours-et-services/?q=alphabet").content.decode()
    assert "/avis/nouveau/?quoi=offres&amp;q=alphabet" in page
    form = client.get("/avis/nouveau/?quoi=offres&q=alphabet").content.decode()
    assert "« alphabet »" in form.replace("\u00a0", " ")


def test_whoever_asked_of_a_doubtful_place_is_led_back_to_choose_it_with_all_that_was_asked(
    client: Client,
) -> None:
    for commune in ("Seraing", "Jemeppe-sur-Sambre"):
        make_territory("Jemeppe", level="quarter", parent=make_territory(commune))
    refused = client.get("/avis/nouveau/?quoi=offres&q=alphabet&lieu=Jemeppe&moment=mardi-soir")
    assert refused.status_code == 400
    back = "/cours-et-services/?q=alphabet&lieu=Jemeppe&moment=mardi-soir"
    assert f'href="{back.replace("&", "&amp;")}"' in refused.content.decode()
    assert "de quel lieu parlez-vous" in client.get(back).content.decode()
