"""An operator without account keeps its offers by the personal link that it was sent."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text
from tests.network.space_factories import worker

from maillage.accounts.models import SignedLink
from maillage.cadastre.actions.links import send_keep_link
from maillage.cadastre.models import Offer
from maillage.core.readers import MEMBERS, SYSTEM, VISITOR
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs", email="info@mots.example.org")


@pytest.fixture
def chloe() -> Client:
    return log_in(worker(make_organisation("Centre", is_host=True), "Chloé Dupont", coordinator=True))


def sent_address(organisation: Organisation) -> str:
    """The address in the letter, without the house."""
    letter = send_keep_link(by=SYSTEM, organisation=organisation, email="info@mots.example.org")
    found = re.search(r"https?://[^/\s]+(/lien/\S+)", letter.text)
    assert found is not None
    return found[1]


def holder(organisation: Organisation) -> Client:
    """A browser that opened the link."""
    client = Client()
    client.get(sent_address(organisation))
    return client


def test_the_coordinator_sends_the_link_from_the_page_of_the_operator(
    mots: Organisation, chloe: Client
) -> None:
    page = reverse("cadastre:keep_offers", args=[mots.address])
    send = reverse("cadastre:send_link", args=[mots.address])
    assert send in text(chloe.get(page))
    form = chloe.get(send).context["form"]
    assert form["email"].value() == "info@mots.example.org"
    given = {"email": "fle@mots.example.org", "word": "Comme convenu.", "uid": form["uid"].value()}
    for _double in range(2):
        assert chloe.post(send, given).headers["Location"] == page
    letter = Message.objects.get()
    assert (letter.to_email, letter.purpose) == ("fle@mots.example.org", "keep_offers")
    assert "Comme convenu." in letter.text
    assert "/lien/" in letter.text
    assert SignedLink.objects.count() == 1


@pytest.mark.parametrize("address", ["", "pas une adresse", "x" * 260 + "@a.be"])
def test_a_bad_address_is_said_beside_the_field(mots: Organisation, chloe: Client, address: str) -> None:
    answer: Any = chloe.post(
        reverse("cadastre:send_link", args=[mots.address]), {"email": address, "word": "Mot"}
    )
    assert answer.context["form"].errors["email"]
    assert "Mot" in text(answer)
    assert not Message.objects.exists()


def test_only_who_coordinates_sends_links(mots: Organisation) -> None:
    with pytest.raises(NotAllowed):
        send_keep_link(by=VISITOR, organisation=mots, email="a@b.example")
    page = reverse("cadastre:keep_offers", args=[mots.address])
    assert "Envoyer le lien" not in text(log_in(worker(mots)).get(page))


def test_opening_the_link_leads_to_the_page_where_offers_are_kept(client: Client, mots: Organisation) -> None:
    make_offer("Français", organisation=mots)
    answer = client.get(sent_address(mots), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("cadastre:keep_offers", args=[mots.uid])
    shown = text(answer)
    assert "Français" in shown
    assert "au nom de Les Mots Passeurs" in shown


def test_a_mail_scanner_that_opens_the_link_changes_nothing(client: Client, mots: Organisation) -> None:
    offer = make_offer("Français", organisation=mots)
    before = Offer.objects.values().get(pk=offer.pk)
    path = sent_address(mots)
    for _scan in range(3):
        client.get(path, follow=True)
    assert Offer.objects.values().get(pk=offer.pk) == before
    assert holder(mots).get(path).status_code == 302, "the person after the scanner still gets in"


def test_a_forged_or_expired_or_withdrawn_link_opens_nothing(
    client: Client, mots: Organisation, chloe: Client
) -> None:
    page = reverse("cadastre:keep_offers", args=[mots.address])
    assert client.get("/lien/forge-de-toutes-pieces/").status_code == 404
    with time_machine.travel(MONDAY, tick=False):
        old = sent_address(mots)
    with time_machine.travel(MONDAY + dt.timedelta(days=61), tick=False):
        assert client.get(old).status_code == 410
        assert client.get(page).status_code == 404
    there = holder(mots)
    assert there.get(page).status_code == 200
    chloe.post(reverse("cadastre:withdraw_links", args=[mots.address]))
    assert there.get(page).status_code == 404


def test_what_is_written_by_the_link_is_the_word_of_the_operator(mots: Organisation) -> None:
    offer = make_offer("Français", organisation=mots)
    assert offer.kept_by_centre, "the centre wrote it"
    there = holder(mots)
    there.post(reverse("cadastre:confirm_offer", args=[offer.address]), {"liste": "oui"})
    offer.refresh_from_db()
    assert (offer.kept_by_centre, offer.confirmed_by) == (False, "Les Mots Passeurs")
    last = Entry.objects.about(offer).latest("pk")
    assert (last.verb, last.actor_label, last.actor_uid) == ("confirmée", "Les Mots Passeurs", "")


def test_by_the_link_one_edits_adds_sessions_and_says_places(mots: Organisation) -> None:
    offer = make_offer("Français", organisation=mots)
    session = make_session(offer, "lundi 9h-12h")
    there = holder(mots)
    there.post(reverse("cadastre:places", args=[offer.address, session.uid]), {"state": "full", "liste": "oui"})
    assert session.places.get().said_by == "Les Mots Passeurs"
    for name in ("edit_offer", "add_session", "end_offer", "close_meanwhile"):
        assert there.get(reverse(f"cadastre:{name}", args=[offer.address])).status_code == 200
    assert there.get(reverse("cadastre:new_offer_of", args=[mots.address, "service"])).status_code == 200


def test_the_link_opens_what_is_for_members_of_its_operator_and_of_no_other(mots: Organisation) -> None:
    inside = make_offer("Réunion d’équipe", organisation=mots, audience=MEMBERS)
    other = make_organisation("Ailleurs")
    elsewhere = make_offer("Réunion d’ailleurs", organisation=other, audience=MEMBERS)
    there = holder(mots)
    assert "Réunion d’équipe" in text(there.get(reverse("cadastre:keep_offers", args=[mots.address])))
    assert there.get(reverse("cadastre:edit_offer", args=[inside.address])).status_code == 200
    for offer in (elsewhere, make_offer("Public d’ailleurs", organisation=other)):
        assert there.get(reverse("cadastre:edit_offer", args=[offer.address])).status_code == 404
    assert there.get(reverse("cadastre:offer", args=[elsewhere.address])).status_code == 404
    assert there.get(reverse("cadastre:keep_offers", args=[other.address])).status_code == 404
    assert "Réunion d’équipe" not in text(there.get(reverse("cadastre:offers"))), (
        "the public search stays public"
    )


def test_the_link_of_an_operator_whose_sheet_is_for_members_opens_its_page(mots: Organisation) -> None:
    discreet = make_organisation("Discrète", audience=MEMBERS)
    make_offer("Écoute", organisation=discreet)
    assert "Écoute" in text(holder(discreet).get(reverse("cadastre:keep_offers", args=[discreet.address])))
    assert Client().get(reverse("cadastre:keep_offers", args=[discreet.address])).status_code == 404


def test_a_coordinator_who_opens_the_link_still_speaks_for_the_centre(
    mots: Organisation, chloe: Client
) -> None:
    offer = make_offer("Français", organisation=mots)
    chloe.get(sent_address(mots))
    chloe.post(reverse("cadastre:confirm_offer", args=[offer.address]))
    offer.refresh_from_db()
    assert (offer.kept_by_centre, offer.confirmed_by) == (True, "Chloé Dupont")


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_the_link_asks_as_much_for_three_offers_as_for_one(
    mots: Organisation, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        make_session(make_offer(f"Cours {number}", organisation=mots), "lundi 9h-12h")
    there = holder(mots)
    page = reverse("cadastre:keep_offers", args=[mots.address])
    there.get(page)
    with django_assert_num_queries(PAGE_QUERIES):
        assert len(there.get(page).context["kept"].running) == many


PAGE_QUERIES = 14
