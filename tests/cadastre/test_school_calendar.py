"""School holidays: what is shipped, what an administrator changes, what the page of a course says of its next dates."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
import time_machine
import vobject
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.factories import an_administrator
from tests.network.factories import make_organisation, make_worker

from maillage.cadastre.actions.school_calendar import (
    add_holidays,
    correct_holidays,
    restore_holidays,
    withdraw_holidays,
)
from maillage.cadastre.actions.sessions import close_meanwhile
from maillage.cadastre.health.school_calendar import calendar_ends, overlapping_holidays
from maillage.cadastre.models import Offer, OfferSession, SchoolHolidays
from maillage.cadastre.queries.school_calendar import school_calendar
from maillage.cadastre.reference import school_holidays as reference
from maillage.core.readers import SYSTEM
from maillage.desk.follow_ups import follow_ups_of
from maillage.journal.models import Entry
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
D = dt.date
LIST = "/cours-et-services/vacances-scolaires/"
SOURCE = "Circulaire d’essai"


@pytest.fixture(autouse=True)
def _that_day() -> Any:
    """A Saturday, a month before the winter holidays."""
    with time_machine.travel("2026-11-21 09:00+01:00", tick=False):
        yield


@pytest.fixture
def shipped() -> None:
    reference.load_reference()


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def words(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    plain = re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode()))
    return " ".join(plain.replace("\u00a0", " ").replace("\u202f", " ").split())


def page_of(offer: Offer) -> str:
    return reverse("cadastre:offer", args=[offer.address])


def agenda_of(session: OfferSession) -> str:
    return reverse("cadastre:session_agenda", args=[session.offer.address, session.uid])


def add(first: dt.date, last: dt.date | None, name: str = "Vacances") -> SchoolHolidays:
    return add_holidays(
        by=SYSTEM, fields={"name": name, "first_day": first, "last_day": last, "source": SOURCE}
    )


def winter() -> SchoolHolidays:
    return SchoolHolidays.objects.get(code="2026-hiver")


# What is shipped.


def test_the_official_calendar_is_loaded_once_with_its_source() -> None:
    assert reference.load_reference() == "15 ajoutées, 0 mises à jour, 0 inchangées"
    assert reference.load_reference() == "0 ajoutées, 0 mises à jour, 15 inchangées"
    row = winter()
    assert (row.first_day, row.last_day) == (D(2026, 12, 21), D(2027, 1, 3))
    assert (str(row), row.school_year) == ("Vacances d’hiver 2026-2027", "2026-2027")
    assert "enseignement.be" in row.source
    assert "vendredi 4 juillet" in SchoolHolidays.objects.get(code="2024-ete").source


@pytest.mark.usefixtures("shipped")
def test_shipped_periods_begin_on_monday_and_end_on_sunday_and_summer_begins_on_saturday() -> None:
    for row in SchoolHolidays.objects.all():
        assert row.first_day.weekday() == (5 if row.code and row.code.endswith("ete") else 0), row
        assert row.last_day is None or row.last_day.weekday() == 6, row


@pytest.mark.usefixtures("shipped")
def test_the_calendar_is_known_to_the_summer_whose_end_nobody_knows() -> None:
    assert school_calendar().known_until == D(2027, 7, 3)


@pytest.mark.usefixtures("shipped")
def test_a_new_edition_is_followed_unless_people_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = reference.ShippedHolidays("2026-ete", "Vacances d’été", D(2027, 7, 3), D(2027, 8, 29), SOURCE)
    next_year = reference.ShippedHolidays(
        "2027-automne", "Vacances d’automne", D(2027, 10, 18), D(2027, 10, 31), SOURCE
    )
    moved = reference.ShippedHolidays("2026-hiver", "Noël", D(2026, 12, 24), D(2027, 1, 3), SOURCE)
    correct_holidays(by=SYSTEM, holidays=winter(), seen=1, fields={"name": "Vacances de Noël"})
    monkeypatch.setattr(reference, "shipped_holidays", lambda: [changed, next_year, moved])
    assert reference.load_reference() == "1 ajoutées, 1 mises à jour, 1 inchangées"
    assert winter().name == "Vacances de Noël"
    assert school_calendar().known_until == D(2027, 10, 31)


def test_a_shipped_period_leaves_the_days_that_people_gave_another() -> None:
    add(D(2026, 12, 19), D(2027, 1, 3), "Noël")
    assert reference.load_reference() == "14 ajoutées, 0 mises à jour, 1 inchangées"
    assert not SchoolHolidays.objects.filter(code="2026-hiver").exists()


# What an administrator writes.


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        (D(2026, 12, 1), D(2026, 11, 30), "last_day", "précéder le premier"),
        (D(2026, 12, 1), D(2027, 12, 1), "last_day", "vérifiez l’année"),
        (D(2027, 1, 3), D(2027, 1, 10), "first_day", "touchent déjà « Vacances d’hiver 2026-2027 »"),
        (D(2026, 12, 14), None, "last_day", "d’autres vacances suivent"),
        (D(2027, 10, 18), D(2027, 10, 31), "first_day", "notez d’abord leur dernier jour"),
    ],
)
@pytest.mark.usefixtures("shipped")
def test_what_cannot_be_is_said_on_its_field(
    first: dt.date, last: dt.date | None, field: str, said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        add(first, last)
    message = " ".join(refused.value.message_dict[field]).replace("\u00a0", " ")
    assert said in message


@pytest.mark.usefixtures("shipped")
def test_a_period_taken_out_no_longer_counts_and_is_put_back() -> None:
    row = withdraw_holidays(by=SYSTEM, holidays=winter(), seen=1)
    assert "Vacances d’hiver" not in [one.name for one in school_calendar().holidays if one.school_year == 2026]
    assert reference.load_reference().startswith("0 ajoutées, 0 mises à jour")
    restore_holidays(by=SYSTEM, holidays=row, seen=2)
    assert school_calendar().holidays.count(winter().period) == 1
    verbs = Entry.objects.filter(object_type=SchoolHolidays._meta.label_lower).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["retirée", "rétablie"]


@pytest.mark.usefixtures("shipped")
def test_a_period_is_not_put_back_over_the_one_that_took_its_days() -> None:
    row = withdraw_holidays(by=SYSTEM, holidays=winter(), seen=1)
    add(D(2026, 12, 24), D(2026, 12, 31))
    with pytest.raises(ValidationError, match="touchent déjà"):
        restore_holidays(by=SYSTEM, holidays=row, seen=2)


@pytest.mark.usefixtures("shipped")
def test_two_people_correcting_one_period_see_each_other() -> None:
    correct_holidays(by=SYSTEM, holidays=winter(), seen=1, fields={"name": "Noël"})
    with pytest.raises(ChangedMeanwhile):
        withdraw_holidays(by=SYSTEM, holidays=winter(), seen=1)


def test_only_who_administers_writes() -> None:
    coordinator = SYSTEM.__class__(keys=frozenset({"public", "members", "coordinators"}))
    with pytest.raises(NotAllowed):
        add_holidays(by=coordinator, fields={"name": "x", "first_day": D(2026, 12, 1), "source": SOURCE})


@pytest.mark.usefixtures("shipped")
def test_an_administrator_closes_the_summer_then_adds_the_next_year(admin: Client) -> None:
    summer = SchoolHolidays.objects.get(code="2026-ete")
    form = {"name": "Vacances d’été", "first_day": "2027-07-03", "source": SOURCE}
    at = reverse("cadastre:edit_holidays", args=[summer.uid])
    said = words(admin.post(at, {**form, "last_day": "2027-06-01", "version": 1}))
    assert "Le dernier jour ne peut pas précéder le premier." in said
    assert admin.post(at, {**form, "last_day": "2027-08-29", "version": 1}).status_code == 302
    autumn = {"uid": "a2b3c4d5", "name": "Automne", "first_day": "2027-10-18", "last_day": "2027-10-31"}
    for _twice in range(2):
        sent = admin.post(reverse("cadastre:add_holidays"), {**autumn, "source": SOURCE})
        assert sent.status_code == 302
    shown = words(admin.get(LIST))
    assert "Calendrier scolaire inconnu après le 31 octobre 2027." in shown
    assert SchoolHolidays.objects.filter(name="Automne").count() == 1
    assert "16 périodes" in shown


@pytest.mark.usefixtures("shipped")
def test_the_buttons_take_out_and_put_back(admin: Client) -> None:
    row = winter()
    out = reverse("cadastre:withdraw_holidays", args=[row.uid])
    assert "entre-temps" in words(admin.post(out, {"version": "trois"}, follow=True))
    assert "Rétablir" in words(admin.post(out, {"version": "1"}, follow=True))
    assert "15 périodes" in words(admin.get(LIST))
    assert "14 périodes" in words(Client().get(LIST))
    back = reverse("cadastre:restore_holidays", args=[row.uid])
    assert "de nouveau au calendrier" in words(admin.post(back, {"version": "2"}, follow=True))


@pytest.mark.usefixtures("shipped")
def test_everyone_reads_the_calendar_by_year(client: Client) -> None:
    shown = words(client.get(LIST, {"annee": "2026"}))
    assert "5 périodes" in shown
    assert "pas encore connu" in shown
    assert "Corriger" not in shown
    assert words(client.get(LIST, {"annee": "inconnue"}))


def test_the_list_asks_the_same_queries_whatever_it_holds(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    counted = []
    add(D(2025, 10, 20), D(2025, 11, 2))
    for _round in range(2):
        with django_assert_max_num_queries(12) as queries:
            client.get(LIST)
        counted.append(len(queries))
        if len(counted) == 1:
            add(D(2025, 12, 22), D(2026, 1, 4))
            add(D(2026, 2, 16), D(2026, 3, 1))
    assert counted[0] == counted[1]


# When it ends.


@pytest.mark.usefixtures("shipped")
def test_the_doctor_and_the_desk_warn_six_months_before_the_end() -> None:
    assert list(calendar_ends()) == []
    with time_machine.travel("2027-01-01 09:00+01:00", tick=False):
        assert list(calendar_ends()) == []
    with time_machine.travel("2027-01-02 09:00+01:00", tick=False):
        assert "03/07/2027" in next(calendar_ends())
        labels = [line.label for line in follow_ups_of(SYSTEM, today()).waiting]
        assert "Calendrier scolaire à compléter" in labels


def test_the_doctor_says_that_nothing_is_known_and_finds_what_overlaps() -> None:
    assert "load-reference" in next(calendar_ends())
    for last in (D(2026, 11, 3), D(2026, 11, 5)):
        SchoolHolidays.objects.create(name="A", first_day=D(2026, 10, 20), last_day=last, source=SOURCE)
    assert len(list(overlapping_holidays())) == 1


# The page of an offer.


@pytest.mark.usefixtures("shipped")
def test_the_page_tells_the_next_dates_and_what_interrupts_them(client: Client) -> None:
    offer = make_offer()
    make_session(offer, "mardi 9h-12h30, sauf vacances scolaires", first_day=D(2026, 9, 1))
    close_meanwhile(
        by=SYSTEM, offer=offer, first_day=D(2026, 11, 30), last_day=D(2026, 12, 6), message="Travaux"
    )
    shown = words(client.get(page_of(offer)))
    assert (
        "Prochaines dates mardi 24 novembre, 9h – 12h30 mardi 8 décembre, 9h – 12h30 mardi 15 décembre, 9h – 12h30 "
        "mardi 5 janvier 2027, 9h – 12h30 mardi 12 janvier 2027, 9h – 12h30"
    ) in shown
    assert "Pas de cours du 30 novembre au 6 décembre : travaux" in shown
    assert "Pas de cours du 21 décembre au 3 janvier : vacances d’hiver" in shown


@pytest.mark.usefixtures("shipped")
def test_a_surgery_of_the_holidays_goes_on(client: Client) -> None:
    offer = make_offer(kind=Offer.Kind.SURGERY)
    make_session(offer, "mardi 9h-12h")
    with time_machine.travel("2026-12-21 09:00+01:00", tick=False):
        shown = words(client.get(page_of(offer)))
    assert "mardi 22 décembre, 9h – 12h mardi 29 décembre, 9h – 12h" in shown
    assert "Pas de" not in shown


def test_the_first_of_a_month_is_said_as_french_says_it(client: Client) -> None:
    offer = make_offer()
    make_session(offer, "mardi 9h-12h", first_day=D(2026, 12, 1), last_day=D(2026, 12, 7))
    assert "mardi 1er décembre, 9h – 12h" in words(client.get(page_of(offer)))


@pytest.mark.usefixtures("shipped")
def test_dates_end_with_the_session_and_begin_with_it(client: Client) -> None:
    offer = make_offer()
    make_session(offer, "lundi 9h-12h", first_day=D(2026, 12, 7), last_day=D(2026, 12, 14))
    shown = words(client.get(page_of(offer)))
    assert "Prochaines dates lundi 7 décembre, 9h – 12h lundi 14 décembre, 9h – 12h Mettre" in shown


@pytest.mark.usefixtures("shipped")
def test_beyond_the_known_calendar_the_page_says_so(client: Client) -> None:
    offer = make_offer()
    make_session(offer, "mardi 9h-12h, sauf vacances scolaires")
    with time_machine.travel("2027-06-21 09:00+02:00", tick=False):
        shown = words(client.get(page_of(offer)))
        assert "Calendrier scolaire inconnu après le 3 juillet 2027." in shown
        assert "Pas de cours à partir du 3 juillet : vacances d’été" in shown
    with time_machine.travel("2027-09-21 09:00+02:00", tick=False):
        shown = words(client.get(page_of(offer)))
        assert "Prochaines dates" not in shown
        assert "Calendrier scolaire inconnu après le 3 juillet 2027." in shown


def test_without_calendar_or_without_hours_nothing_is_invented(client: Client) -> None:
    offer = make_offer()
    make_session(offer)
    assert "Prochaines dates" not in words(client.get(page_of(offer)))
    make_session(offer, "mardi 9h-12h, sauf vacances scolaires")
    shown = words(client.get(page_of(offer)))
    assert "Le calendrier scolaire n’est pas connu ici : demandez les dates." in shown


@pytest.mark.usefixtures("shipped")
def test_an_agenda_holds_each_date_in_utc_at_brussels_hours(client: Client) -> None:
    offer = make_offer("Français; oral, « débutants »")
    session = make_session(
        offer, "lundi 9h-12h", first_day=D(2027, 3, 15), last_day=D(2027, 3, 29)
    )  # summer time begins on 28 March 2027
    found = client.get(agenda_of(session))
    assert found["Content-Type"] == "text/calendar; charset=utf-8"
    read = vobject.readOne(found.content.decode())
    starts = [f"{event.dtstart.value:%d/%m %H:%M}" for event in read.vevent_list]
    assert starts == ["15/03 08:00", "22/03 08:00", "29/03 07:00"]
    assert read.vevent.summary.value == "Français; oral, « débutants »"
    assert len({event.uid.value for event in read.vevent_list}) == 3


@pytest.mark.usefixtures("shipped")
def test_an_agenda_without_dates_does_not_exist(client: Client) -> None:
    offer = make_offer()
    assert client.get(agenda_of(make_session(offer))).status_code == 404
    over = make_session(offer, "lundi 9h-12h", first_day=D(2026, 9, 7), last_day=D(2026, 9, 14))
    assert client.get(agenda_of(over)).status_code == 404
    elsewhere = make_session(make_offer(), "lundi 9h-12h")
    address = reverse("cadastre:session_agenda", args=[offer.address, elsewhere.uid])
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("shipped")
def test_the_page_asks_the_same_queries_for_one_and_three_sessions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    offer = make_offer(organisation=make_organisation("Les Mots"))
    counted = []
    for more in (1, 2):
        for _each in range(more):
            make_session(offer, "mardi 9h-12h, sauf vacances scolaires")
        client.get(page_of(offer))
        with django_assert_max_num_queries(20) as queries:
            client.get(page_of(offer))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_worker_of_the_network_may_not_open_the_forms(client: Client) -> None:
    client.force_login(make_worker(make_organisation()).user)
    assert client.get(reverse("cadastre:add_holidays")).status_code == 404
