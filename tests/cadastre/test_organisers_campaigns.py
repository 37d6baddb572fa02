"""Organisers of a space ask its members about their offers, as the centre does; and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.cadastre.factories import make_offer
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, organiser, worker

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.cadastre.actions.keeping import confirm_all_offers
from maillage.cadastre.queries.campaigns import OFFERS
from maillage.core.readers import Reader, organises_key
from maillage.mailing.models import Message
from maillage.network.actions.campaigns import (
    close_campaign,
    correct_address,
    launch_campaign,
    prepare_campaign,
    record_phone_answer,
)
from maillage.network.actions.mandates import give_mandate
from maillage.network.campaign_letters import write_letters_once
from maillage.network.models import Campaign, Organisation, Space
from maillage.network.models.campaigns import SHEETS, SheetState
from maillage.records.actions import NotAllowed
from maillage.records.clock import today

pytestmark = pytest.mark.django_db
NEW = "/cours-et-services/campagnes/nouvelle/"


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Rives", is_host=True)


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs", email="info@mots.example.org")


@pytest.fixture
def space(host: Organisation, mots: Organisation) -> Space:
    return make_space("Plateforme FLE", host=host, members=(mots, make_organisation("La Ruche")))


@pytest.fixture
def nadia(space: Space) -> Person:
    """Of the bureau; works for a member, coordinates for nobody."""
    person = worker(make_organisation("La Maison"), "Nadia Bureau")
    give_mandate(by=organiser(space), space=space, role="bureau", person=person, since=today())
    return person


@pytest.fixture
def by(nadia: Person) -> Reader:
    return reader_of_person(nadia, today())


def prepared(
    by: Reader, host: Organisation, space: Space | None, *asked: Organisation, **more: Any
) -> Campaign:
    return prepare_campaign(
        by=by,
        host=host,
        space=space,
        name="Rentrée",
        subject="?",
        introduction="?",
        organisations=asked,
        **{"kind": OFFERS, **more},
    )


def test_the_bureau_asks_the_members_and_all_organisers_run_the_campaign(
    by: Reader, host: Organisation, space: Space, mots: Organisation
) -> None:
    campaign = prepared(by, host, space, mots)
    assert campaign.audience == organises_key(space.uid)
    colleague = reader_of_person(worker(host, "Inès", coordinator=True), today())
    launch_campaign(by=colleague, campaign=campaign)
    write_letters_once()
    assert Message.objects.get().to_email == "info@mots.example.org"
    assert close_campaign(by=by, campaign=campaign).state == Campaign.State.CLOSED


def test_the_letters_with_their_links_are_read_by_the_centre_only(
    by: Reader, host: Organisation, space: Space, mots: Organisation
) -> None:
    launch_campaign(by=by, campaign=prepared(by, host, space, mots))
    write_letters_once()
    centre = reader_of_person(worker(host, "Inès", coordinator=True), today())
    assert Message.objects.visible_to(centre).count() == 1
    assert not Message.objects.visible_to(by).exists()


def test_an_answer_on_the_telephone_confirms_the_offers_of_that_operator_and_no_other(
    by: Reader, host: Organisation, space: Space, mots: Organisation
) -> None:
    offer = make_offer("A", organisation=mots)
    campaign = launch_campaign(by=by, campaign=prepared(by, host, space, mots))
    sheet = campaign.sheets.get()
    record_phone_answer(by=by, sheet=sheet, who="M. Petit")
    offer.refresh_from_db()
    assert (offer.confirmed_by, offer.kept_by_centre) == ("M. Petit (par téléphone)", True)
    assert campaign.sheets.get().answer == SheetState.CONFIRMED
    with pytest.raises(NotAllowed):
        confirm_all_offers(by=by, organisation=mots)
    with pytest.raises(NotAllowed):
        confirm_all_offers(by=by, organisation=make_organisation("Autre"), sheet=sheet)
    with pytest.raises(NotAllowed):
        confirm_all_offers(by=Reader(), organisation=mots, sheet=sheet)


def test_a_personal_link_is_sent_elsewhere_by_the_centre_only(
    by: Reader, host: Organisation, space: Space, mots: Organisation
) -> None:
    campaign = launch_campaign(by=by, campaign=prepared(by, host, space, mots))
    sheet = campaign.sheets.get()
    with pytest.raises(NotAllowed):
        correct_address(by=by, sheet=sheet, email="moi@maison.example.org")
    centre = reader_of_person(worker(host, "Inès", coordinator=True), today())
    assert correct_address(by=centre, sheet=sheet, email="Info@Mots.example").email == "info@mots.example"


def test_what_an_organiser_may_not_ask(
    by: Reader, host: Organisation, space: Space, mots: Organisation
) -> None:
    outside = make_organisation("Hors plateforme")
    elsewhere = make_space("Ailleurs", host=host, members=(mots,))
    for refused in (
        lambda: prepared(by, host, space, mots, outside),
        lambda: prepared(by, host, elsewhere, mots),
        lambda: prepared(by, host, None, mots),
        lambda: prepared(by, host, space, mots, kind=SHEETS),
        lambda: prepared(Reader(), host, space, mots),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(ValidationError, match="ne porte pas"):
        prepared(by, make_organisation("Autre hôte", is_host=True), space, mots)
    assert not Campaign.objects.exists()


def test_the_screen_offers_the_spaces_one_organises_in_the_name_of_their_hosts(
    nadia: Person, host: Organisation, space: Space, mots: Organisation
) -> None:
    make_space("Ailleurs", members=(mots,))
    make_offer("A", organisation=mots)
    client = log_in(nadia)
    assert f"{NEW}?espace={space.uid}" in text(client.get(reverse("network:space", args=[space.address])))
    form = client.get(NEW, {"espace": space.uid}).context["form"]
    assert list(form.fields["space"].queryset) == [space]
    assert list(form.fields["host"].queryset) == [host]
    assert (form["space"].value(), form["host"].value()) == (space.pk, host.pk)
    given = {
        "name": "R",
        "host": host.pk,
        "space": space.pk,
        "subject": "S",
        "introduction": "I",
        "prepare": "1",
    }
    page = client.post(NEW, given, follow=True)
    assert Campaign.objects.get().sheets.get().organisation == mots
    shown = text(page)
    assert "Lancer la campagne" in shown
    assert "À demander aux opérateurs" in shown
    assert "/a-completer/" not in shown


def test_a_host_of_another_space_is_refused_beside_its_field(
    nadia: Person, space: Space, mots: Organisation
) -> None:
    person, other = nadia, make_space("Autre plateforme", host=make_organisation("Autre hôte", is_host=True))
    give_mandate(by=organiser(other), space=other, role="bureau", person=person, since=today())
    given = {"name": "R", "space": space.pk, "subject": "S", "introduction": "I", "preview": "1"}
    foreign = other.hosts.get().organisation
    shown: Any = log_in(person).post(NEW, {**given, "host": foreign.pk})
    assert "ne porte pas" in shown.context["form"].errors["host"][0]


def test_who_organises_nothing_has_no_campaigns(mots: Organisation) -> None:
    client = log_in(worker(mots, "Samira"))
    assert client.get(NEW).status_code == 404
    assert client.get("/cours-et-services/campagnes/").status_code == 404
