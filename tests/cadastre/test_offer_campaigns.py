"""The yearly campaign of offers: carry forward, confirm, change, close; who answered, what is lacking."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, worker

from maillage.cadastre.actions.keeping import carry_all_forward, confirm_all_offers
from maillage.cadastre.actions.offers import confirm_offer, edit_offer, end_offer
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.campaigns import OFFERS, offers_in, operators_asked
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, Reader, coordinates_key, link_key
from maillage.mailing.models import Message
from maillage.network.actions.campaigns import (
    launch_campaign,
    prepare_campaign,
    record_phone_answer,
    remind_silent,
)
from maillage.network.actions.organisations import confirm_sheet
from maillage.network.campaign_letters import write_letters_once
from maillage.network.models import Campaign, Organisation, Space
from maillage.network.models.campaigns import SheetState
from maillage.records.actions import NotAllowed
from maillage.records.clock import now, today

pytestmark = pytest.mark.django_db
D = dt.date
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Rives", is_host=True)


@pytest.fixture
def ines(host: Organisation) -> Reader:
    keys = frozenset({PUBLIC, MEMBERS, "coordinators", coordinates_key(host.uid)})
    return Reader(keys=keys, uid="nes2nes2", label="Inès Delvaux")


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs", email="info@mots.example.org")


@pytest.fixture
def ruche() -> Organisation:
    return make_organisation("La Ruche", email="info@ruche.example.org")


@pytest.fixture
def space(host: Organisation, mots: Organisation, ruche: Organisation) -> Space:
    return make_space("Plateforme FLE", host=host, members=(mots, ruche))


@pytest.fixture
def launched(host: Organisation, ines: Reader, space: Space) -> Callable[..., Campaign]:
    def campaign(*organisations: Organisation) -> Campaign:
        prepared = prepare_campaign(
            by=ines,
            host=host,
            kind=OFFERS,
            space=space,
            name="Rentrée",
            subject="Vos cours sont-ils justes ?",
            introduction="Une année se prépare.",
            organisations=organisations,
        )
        launch_campaign(by=ines, campaign=prepared)
        while write_letters_once():
            pass
        return prepared

    return campaign


def holder(organisation: Organisation) -> Reader:
    """Whoever opened the operator's link."""
    return Reader(keys=frozenset({PUBLIC, link_key("keep_offers", organisation.uid)}), label=organisation.name)


def answer_of(campaign: Campaign, organisation: Organisation) -> str:
    return campaign.sheets.get(organisation=organisation).answer


def seen(offer: Offer) -> int:
    offer.refresh_from_db()
    return offer.version


def test_members_that_offer_something_are_asked(space: Space, mots: Organisation, ruche: Organisation) -> None:
    make_offer(organisation=mots)
    make_offer(organisation=make_organisation("Hors plateforme"))
    over = make_offer(organisation=ruche)
    end_offer(by=SYSTEM, offer=over, last_day=today() - dt.timedelta(days=1))
    assert operators_asked(space, SYSTEM, today()).everyone == [mots]
    assert operators_asked(space, SYSTEM, today(), without_offers=True).everyone == [ruche, mots]


def test_each_letter_holds_a_link_to_all_the_offers_of_its_operator(
    launched: Any, mots: Organisation, client: Client
) -> None:
    make_offer("Français", organisation=mots)
    launched(mots)
    letter = Message.objects.get()
    assert "Une année se prépare." in letter.text
    found = re.search(r"https?://[^/\s]+(/lien/\S+)", letter.text)
    assert found is not None
    shown = client.get(found[1], follow=True)
    assert shown.redirect_chain[-1][0] == reverse("cadastre:keep_offers", args=[mots.uid])
    assert "Reprendre toutes nos sessions" in text(shown)


def test_an_operator_has_answered_once_all_its_offers_were_confirmed(launched: Any, mots: Organisation) -> None:
    with time_machine.travel(MONDAY - dt.timedelta(days=90), tick=False):
        first, second = make_offer("A", organisation=mots), make_offer("B", organisation=mots)
    with time_machine.travel(MONDAY, tick=False):
        campaign = launched(mots)
    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        confirm_offer(by=holder(mots), offer=first)
        assert answer_of(campaign, mots) == ""
        confirm_offer(by=holder(mots), offer=second)
    assert answer_of(campaign, mots) == SheetState.CONFIRMED


def test_an_operator_that_changes_one_and_ends_the_other_has_changed(launched: Any, mots: Organisation) -> None:
    with time_machine.travel(MONDAY - dt.timedelta(days=90), tick=False):
        first, second = make_offer("A", organisation=mots), make_offer("B", organisation=mots)
    with time_machine.travel(MONDAY, tick=False):
        campaign = launched(mots)
    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        edit_offer(by=holder(mots), offer=first, seen=seen(first), fields={"price": "5 €"})
        end_offer(by=holder(mots), offer=second, last_day=today())
    assert answer_of(campaign, mots) == SheetState.CHANGED


def test_what_the_centre_writes_is_no_answer_of_the_operator(
    launched: Any, mots: Organisation, ines: Reader
) -> None:
    offer = make_offer("A", organisation=mots)
    campaign = launched(mots)
    confirm_offer(by=ines, offer=offer)
    confirm_all_offers(by=ines, organisation=mots)
    assert answer_of(campaign, mots) == ""
    assert offers_in(campaign, ines, today()).of(mots.pk).confirmed == 0


def test_the_centre_notes_an_answer_given_on_the_telephone_and_that_shows(
    launched: Any, mots: Organisation, ines: Reader
) -> None:
    offer = make_offer("A", organisation=mots)
    campaign = launched(mots)
    record_phone_answer(by=ines, sheet=campaign.sheets.get(), who="M. Petit")
    offer.refresh_from_db()
    assert (offer.kept_by_centre, offer.confirmed_by) == (True, "M. Petit (par téléphone)")
    sheet = campaign.sheets.get()
    assert (sheet.answer, sheet.by_phone) == (SheetState.CONFIRMED, True)


def test_a_campaign_of_offers_and_one_of_sheets_do_not_answer_each_other(
    launched: Any, mots: Organisation, host: Organisation, ines: Reader
) -> None:
    make_offer("A", organisation=mots)
    of_offers = launched(mots)
    of_sheets = prepare_campaign(
        by=ines, host=host, name="Fiches", subject="?", introduction="?", organisations=[mots]
    )
    launch_campaign(by=ines, campaign=of_sheets)
    confirm_sheet(by=SYSTEM, organisation=mots, who="Samira")
    assert (answer_of(of_offers, mots), answer_of(of_sheets, mots)) == ("", SheetState.CONFIRMED)


def test_reminders_go_to_those_without_an_answer_whom_the_letter_reached(
    launched: Any, mots: Organisation, ruche: Organisation, ines: Reader
) -> None:
    quiet = make_organisation("Muette", email="quiet@example.org")
    offers = [make_offer("A", organisation=one) for one in (mots, ruche, quiet)]
    campaign = launched(mots, ruche, quiet)
    confirm_offer(by=holder(mots), offer=offers[0])
    Message.objects.filter(to_email="info@ruche.example.org").update(state=Message.State.FAILED)
    campaign.sheets.update(sent_at=now() - dt.timedelta(days=8))
    assert remind_silent(by=ines, campaign=campaign) == 1
    write_letters_once()
    reminder = Message.objects.latest("pk")
    assert (reminder.to_email, reminder.subject[:6]) == ("quiet@example.org", "Rappel")


def test_last_years_sessions_are_carried_forward_once(mots: Organisation) -> None:
    offer = make_offer("A", organisation=mots)
    with time_machine.travel(dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC), tick=False):
        make_session(offer, "lundi 9h-12h", first_day=D(2025, 9, 1), last_day=D(2026, 6, 29), capacity=12)
        make_session(offer, "lundi 9h-12h", first_day=D(2023, 9, 4), last_day=D(2024, 6, 24))
        make_session(offer, "mardi 9h-12h", first_day=D(2026, 9, 15), last_day=D(2026, 12, 15))
        make_session(offer, "jeudi 9h-12h")
        assert carry_all_forward(by=holder(mots), organisation=mots) == 1
        assert carry_all_forward(by=holder(mots), organisation=mots) == 0
    new = offer.sessions.latest("pk")
    assert (new.first_day, new.last_day, new.capacity) == (D(2026, 8, 31), D(2027, 6, 28), 12)


def test_only_who_keeps_the_offers_confirms_or_carries_them_all(
    mots: Organisation, ruche: Organisation
) -> None:
    for verb in (confirm_all_offers, carry_all_forward):
        with pytest.raises(NotAllowed):
            verb(by=holder(ruche), organisation=mots)


def test_the_buttons_of_the_page_confirm_and_carry_everything(mots: Organisation) -> None:
    offers = [make_offer(name, organisation=mots) for name in ("A", "B")]
    Offer.objects.update(confirmed_on=today() - dt.timedelta(days=500))
    there = log_in(worker(mots, "Samira Benali"))
    page = reverse("cadastre:keep_offers", args=[mots.address])
    shown = there.post(reverse("cadastre:confirm_all", args=[mots.address]), follow=True)
    assert "2 offres sont confirmées" in text(shown)
    assert set(Offer.objects.values_list("confirmed_on", "confirmed_by", "kept_by_centre")) == {
        (today(), "Samira Benali", False)
    }
    assert "Rien à reprendre" in text(
        there.post(reverse("cadastre:carry_all", args=[mots.address]), follow=True)
    )
    assert [one.offer.pk for one in there.get(page).context["kept"].running] == [one.pk for one in offers]


def test_the_dashboard_says_who_confirmed_changed_closed_and_what_is_lacking(
    launched: Any, mots: Organisation, ruche: Organisation, host: Organisation
) -> None:
    with time_machine.travel(MONDAY - dt.timedelta(days=90), tick=False):
        first, second, third = (make_offer(name, organisation=mots) for name in ("A", "B", "C"))
        make_session(make_offer("D", organisation=ruche, text="Texte", free=True))
        make_offer("Interne", organisation=ruche, audience="space:22222222")
    with time_machine.travel(MONDAY, tick=False):
        campaign = launched(mots, ruche)
    with time_machine.travel(MONDAY + dt.timedelta(days=2), tick=False):
        confirm_offer(by=holder(mots), offer=first)
        edit_offer(by=holder(mots), offer=second, seen=seen(second), fields={"price": "5 €"})
        end_offer(by=holder(mots), offer=third, last_day=today())
        client = log_in(worker(host, "Inès Delvaux", coordinator=True))
        page = client.get(reverse("cadastre:offer_campaign", args=[campaign.address]))
    offers = page.context["offers"]
    of_mots = offers.of(mots.pk)
    assert (of_mots.running, of_mots.confirmed, of_mots.changed, of_mots.ended, of_mots.waiting) == (
        2,
        2,
        1,
        1,
        0,
    )
    of_ruche = offers.of(ruche.pk)
    assert (of_ruche.running, of_ruche.confirmed, of_ruche.lacking["sans horaire"]) == (1, 0, 1)
    shown = text(page)
    assert "1 offre sans horaire" in shown
    assert f"espace={campaign.space.uid}&amp;manque=horaire" in shown
    assert "modifié" in shown


def test_a_campaign_is_prepared_from_a_list_that_was_seen(
    host: Organisation, space: Space, mots: Organisation
) -> None:
    make_offer("A", organisation=mots)
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    url = reverse("cadastre:new_offer_campaign")
    form = client.get(url).context["form"]
    given = {
        "uid": form["uid"].value(),
        "name": "Rentrée",
        "host": host.pk,
        "space": space.pk,
        "subject": "Vos cours",
        "introduction": "Bonjour à vous",
    }
    shown = client.post(url, {**given, "preview": "1"})
    assert "<strong>1</strong> organisation recevra un e-mail" in text(shown)
    assert not Campaign.objects.exists()
    for _double in range(2):
        client.post(url, {**given, "prepare": "1"})
    made = Campaign.objects.get()
    assert (made.kind, made.space, made.state) == (OFFERS, space, Campaign.State.PREPARED)
    assert not Message.objects.exists()
    assert client.get(reverse("network:campaign", args=[made.address])).headers["Location"] == reverse(
        "cadastre:offer_campaign", args=[made.address]
    )


@pytest.mark.parametrize("missing", ["space", "name", "subject", "introduction"])
def test_what_is_missing_is_asked_beside_the_field(host: Organisation, space: Space, missing: str) -> None:
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    given = {
        "name": "R",
        "host": host.pk,
        "space": space.pk,
        "subject": "S",
        "introduction": "I",
        "preview": "1",
    }
    del given[missing]
    answer: Any = client.post(reverse("cadastre:new_offer_campaign"), given)
    assert answer.context["form"].errors[missing]


def test_a_platform_without_any_offer_cannot_be_asked(host: Organisation, space: Space) -> None:
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    given = {
        "name": "R",
        "host": host.pk,
        "space": space.pk,
        "subject": "S",
        "introduction": "I",
        "prepare": "1",
    }
    answer = client.post(reverse("cadastre:new_offer_campaign"), given)
    assert "élargissez" in text(answer)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_dashboard_asks_as_much_for_three_operators_as_for_one(
    launched: Any, host: Organisation, many: int, django_assert_num_queries: Any
) -> None:
    operators = [
        make_organisation(f"Opérateur {number}", email=f"o{number}@example.org") for number in range(many)
    ]
    for operator in operators:
        make_session(make_offer("A", organisation=operator), "lundi 9h-12h")
    campaign = launched(*operators)
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    page = reverse("cadastre:offer_campaign", args=[campaign.address])
    client.get(page)
    with django_assert_num_queries(DASHBOARD_QUERIES):
        assert len(client.get(page).context["listing"].rows) == many


DASHBOARD_QUERIES = 16
