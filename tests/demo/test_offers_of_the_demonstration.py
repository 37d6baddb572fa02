"""Half a thousand invented offers to search among, and of real organisations only what the texts say."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from maillage.cadastre.models import Closure, Offer, OfferEntry, OfferSession, OfferText, Places, WeeklySlot
from maillage.cadastre.queries.finding import Question, find_offers
from maillage.core.readers import VISITOR
from maillage.records.clock import today
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db
REAL = Q(organisation__presentation__contains="Source\u00a0:")


def test_there_are_more_than_four_hundred_offers_in_more_than_sixty_communes() -> None:
    assert Offer.objects.exclude(REAL).count() >= 420
    at = OfferSession.objects.exclude(site=None).values_list("site__territory", flat=True)
    communes = Territory.objects.filter(level=Territory.Level.COMMUNE, parts_inside__part__in=set(at))
    assert communes.distinct().count() >= 60


def test_no_two_offers_say_the_same() -> None:
    texts = list(Offer.objects.exclude(text="").values_list("text", flat=True))
    assert len(set(texts)) == len(texts)


def test_all_that_can_be_said_is_said_by_some() -> None:
    """Every kind of course and service, level, hour, state of places and freshness is there to be seen."""
    day = today()
    assert set(Offer.objects.values_list("kind", flat=True)) == {"training", "service", "surgery"}
    assert Offer.objects.filter(course_type=None).exclude(service_type=None).count() >= 150
    assert set(Places.objects.values_list("state", flat=True)) == {"some", "full", "waiting", "ask"}
    assert Places.objects.filter(on__lt=day - dt.timedelta(days=14)).exists()
    assert WeeklySlot.objects.filter(weeks=[2]).exists()
    assert {5, 6} <= set(WeeklySlot.objects.values_list("weekday", flat=True))
    assert OfferSession.objects.filter(first_day__gt=day).exists()
    assert Closure.objects.filter(first_day__lte=day, last_day__gte=day).exists()
    assert {"ar", "uk", "tr", "en"} <= set(OfferText.objects.values_list("language", flat=True))
    assert Offer.objects.filter(registration_from__isnull=False).exists()
    hosted = [one for one in OfferEntry.objects.all() if one.shown["host"]]
    assert len(hosted) >= 8


def test_some_wait_to_be_confirmed_and_those_older_than_two_years_are_not_found() -> None:
    day = today()
    aged = Offer.objects.filter(confirmed_on__lt=day - dt.timedelta(days=366))
    assert aged.count() >= 8
    forgotten = aged.filter(confirmed_on__lt=day - dt.timedelta(days=731))
    assert forgotten.count() >= 3
    assert not OfferEntry.objects.filter(offer__in=forgotten).exists()


def test_the_first_search_of_a_newcomer_has_answers() -> None:
    """A course in the morning for a beginner in Namur: what the demonstration is opened for."""
    found = find_offers(Question(text="cours de français débutant Namur matin"), VISITOR)
    assert found.count >= 3
    assert all("Namur" in line.shown["place"] for line in found.lines)


def test_the_surgery_of_a_tuesday_near_jambes_is_found() -> None:
    """Row E9: place, hours, languages and telephone."""
    found = find_offers(Question(text="permanence mardi jambes"), VISITOR)
    line = next(one.shown for one in found.lines if one.shown["operator"] == "Le Fil d’Ariane")
    assert (line["place"], line["when"]) == ("Jambes (Namur)", "mardi de 9h à 12h")
    assert "Arabe" in line["languages"]
    assert line["phone"]


def test_real_organisations_offer_only_what_a_text_says_without_hours() -> None:
    told = Offer.objects.filter(REAL)
    assert told.filter(organisation__short_name="Mirena", kind=Offer.Kind.SURGERY).count() == 1
    assert {offer.organisation.short_name for offer in told.select_related("organisation")} >= {"CAI", "CRIPEL"}
    for offer in told:
        assert offer.source
        assert offer.confirmed_on is None
        assert (offer.phone, offer.email, offer.price, offer.free) == ("", "", "", None)
    assert not OfferSession.objects.filter(offer__in=told).exists()


def test_each_address_and_number_can_belong_to_nobody() -> None:
    assert not Offer.objects.exclude(email="").exists()
    assert not Offer.objects.exclude(phone="").exists()
