"""The screens of a campaign, as who coordinates walks them (row A9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_site, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, worker

from maillage.core.readers import MEMBERS, PUBLIC, Reader, coordinates_key
from maillage.network.actions.campaigns import launch_campaign, prepare_campaign
from maillage.network.models import Campaign, Organisation
from maillage.network.models.campaigns import SheetState

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Rives", is_host=True)


@pytest.fixture
def ines(host: Organisation) -> Client:
    return log_in(worker(host, "Inès Delvaux", coordinator=True))


@pytest.fixture
def running(host: Organisation) -> Campaign:
    """Three organisations are asked."""
    keys = frozenset({PUBLIC, MEMBERS, "coordinators", coordinates_key(host.uid)})
    by = Reader(keys=keys, uid="nes2nes2", label="Inès Delvaux")
    campaign = prepare_campaign(
        by=by,
        host=host,
        name="Printemps",
        subject="Vos coordonnées sont-elles encore correctes ?",
        introduction="Merci de vérifier.",
        organisations=[make_organisation(name) for name in ("Alpha", "Bêta", "Gamma")],
    )
    return launch_campaign(by=by, campaign=campaign)


def _sheet_page(campaign: Campaign, name: str) -> str:
    sheet = campaign.sheets.get(organisation__name=name)
    return reverse("network:campaign_sheet", args=[sheet.uid])


def test_the_answer_given_on_the_telephone_is_noted_from_the_page_of_the_organisation(
    running: Campaign, ines: Client
) -> None:
    shown = text(ines.get(_sheet_page(running, "Alpha")))
    assert "<h1>Alpha</h1>" in shown
    assert running.sheets.get(organisation__name="Alpha").organisation.address in shown
    ines.post(_sheet_page(running, "Alpha"), {"tel-who": "M. Petit", "phone": "1"})
    assert running.sheets.get(organisation__name="Alpha").answer == SheetState.CONFIRMED


def test_an_answer_without_a_name_is_asked_again_beside_the_field(running: Campaign, ines: Client) -> None:
    shown: Any = ines.post(_sheet_page(running, "Alpha"), {"tel-who": " ", "phone": "1"})
    assert shown.status_code == 200
    assert shown.context["phone"].errors["who"]


@pytest.mark.parametrize(
    ("site", "shown"),
    [
        ({"locality": "Gembloux"}, "<dd>Gembloux</dd>"),
        ({"locality": "GEMBLOUX", "postal_code": "5030"}, "<dd>5030 GEMBLOUX</dd>"),
        ({"locality": "Sauvenière", "street": "Rue Haute 3"}, "<dd>Rue Haute 3, Sauvenière, Gembloux</dd>"),
        ({"name": "La Maison", "locality": "Gembloux"}, "<dd>La Maison, Gembloux</dd>"),
        ({"street": "Rue Haute 3"}, "<dd>Rue Haute 3, Gembloux</dd>"),
    ],
)
def test_an_address_says_its_commune_once(site: dict[str, str], shown: str) -> None:
    alpha = make_organisation("Alpha")
    make_site(alpha, territory=make_territory("Gembloux"), **site)
    client = log_in(worker(alpha))
    assert shown in text(client.get(reverse("network:confirm_by_link", args=[alpha.uid])))


def test_the_page_of_an_organisation_says_the_commune_once() -> None:
    alpha = make_organisation("Alpha")
    make_site(alpha, territory=make_territory("Gembloux"), locality="Gembloux")
    assert text(Client().get(reverse("network:organisation", args=[alpha.address]))).count("Gembloux") == 1


def test_the_page_of_an_organisation_asked_does_not_exist_for_others(running: Campaign) -> None:
    stranger = log_in(worker(make_organisation("Ailleurs"), "Omar Autre"))
    assert stranger.get(_sheet_page(running, "Alpha")).status_code == 404
    assert Client().get(_sheet_page(running, "Alpha")).status_code == 404


def test_the_filters_of_the_list_count_campaigns_and_not_the_sheets_of_each(
    running: Campaign, ines: Client
) -> None:
    listing = ines.get(reverse("network:campaigns")).context["listing"]
    assert [(row.object.asked, row.object.answered) for row in listing.rows] == [(3, 0)]
    counts = [(choice.label, choice.count) for facet in listing.facets for choice in facet.choices]
    assert counts == [("en cours", 1)]


@pytest.mark.parametrize("screen", ["new_campaign", "write_to"])
def test_spaces_of_one_name_are_told_apart_by_who_holds_them(
    host: Organisation, ines: Client, screen: str
) -> None:
    make_space("Plateforme Citoyenneté", host=host)
    make_space("Plateforme Citoyenneté", host=make_organisation("CAI", is_host=True))
    shown = text(ines.get(reverse(f"network:{screen}")))
    assert "Plateforme Citoyenneté – Centre des Rives</option>" in shown
    assert "Plateforme Citoyenneté – CAI</option>" in shown


def test_a_running_campaign_says_when_silence_begins_to_count(running: Campaign, ines: Client) -> None:
    said = "quand sa lettre est partie depuis plus de 7 jours"
    assert said in text(ines.get(reverse("network:campaign", args=[running.address])))
    Campaign.objects.update(state=Campaign.State.CLOSED)
    assert said not in text(ines.get(reverse("network:campaign", args=[running.address])))


def test_the_page_says_from_when_a_reminder_makes_sense(running: Campaign, ines: Client) -> None:
    here = reverse("network:campaign", args=[running.address])
    sheet = running.sheets.get(organisation__name="Alpha")
    sent = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
    running.sheets.filter(pk=sheet.pk).update(email="a@example.org", next_letter="", sent_at=sent)
    with time_machine.travel(sent + dt.timedelta(days=1), tick=False):
        shown = text(ines.get(here)).replace("\xa0", " ")
        assert "un rappel aura du sens à partir du 9 mars 2026 à 10 h 05" in shown
        assert "Relancer" not in shown
    with time_machine.travel(sent + dt.timedelta(days=8), tick=False):
        shown = text(ines.get(here))
        assert "un rappel aura du sens" not in shown
        assert "Relancer" in shown


def test_whoever_confirmed_is_told_that_it_is_done_and_not_asked_again() -> None:
    alpha = make_organisation("Alpha")
    client = log_in(worker(alpha))
    here = reverse("network:confirm_by_link", args=[alpha.uid])
    assert "Tout est à jour" in text(client.get(here))
    done = text(client.post(here, {"who": "Ada"}, follow=True))
    assert "vous pouvez fermer cette page" in done
    assert "Tout est à jour" not in done
    assert "Corriger la fiche" in done
