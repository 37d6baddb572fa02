"""A request to take part that nobody answers is not kept for ever (DOMAIN 2.6)."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_worker
from tests.network.space_factories import make_space, organiser, seat

from maillage.accounts.retention import run_retention
from maillage.core.readers import VISITOR
from maillage.journal.models import Entry
from maillage.network.actions.memberships import add_members
from maillage.network.actions.requests import accept_request, ask_to_join
from maillage.network.models import Membership, Organisation, Space
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
Status = Membership.Status


@pytest.fixture
def space() -> Space:
    with time_machine.travel("2025-03-03 09:00:00+01:00"):
        return make_space("Plateforme FLE")


def asked_on(day: str, space: Space, *, organisation: Organisation | None = None) -> Membership:
    with time_machine.travel(f"{day} 10:00:00+01:00"):
        return ask_to_join(
            by=VISITOR,
            uid=new_uid(),
            space=space,
            organisation=organisation,
            name="" if organisation else "Zoé Lambert",
            organisation_name="" if organisation else "La Passerelle",
            email="" if organisation else "zoe@example.org",
            message="Appelez-moi au 0470 00 00 00.",
        )


@pytest.mark.parametrize(("day", "kept"), [("2026-03-05", True), ("2026-03-06", False)])
def test_after_a_year_without_an_answer_nothing_of_it_is_left(space: Space, day: str, kept: bool) -> None:
    asked_on("2025-03-05", space)
    with time_machine.travel(f"{day} 12:00:00+01:00"):
        assert run_retention()["requests"] == (0 if kept else 1)
    assert Membership.objects.filter(applicant_email="zoe@example.org").exists() is kept
    told = Entry.objects.about(space).filter(verb__startswith="demande effacée")
    assert [(entry.note, entry.actor_label, entry.audience) for entry in told] == (
        [] if kept else [("", "Maillage", f"space:{space.uid}")]
    )


def test_the_journal_names_the_organisation_whose_request_waited_too_long(space: Space) -> None:
    asked_on("2025-03-05", space, organisation=make_organisation("La Ruche"))
    with time_machine.travel("2026-06-01 12:00:00+01:00"):
        run_retention()
    assert not space.memberships.exists()
    assert Entry.objects.about(space).get(verb__startswith="demande effacée").note == "La Ruche"


def test_members_and_invitations_are_no_requests(space: Space) -> None:
    with time_machine.travel("2025-03-05 10:00:00+01:00"):
        seat(space, make_organisation("Foyer"), since=today())
        add_members(
            by=organiser(space),
            space=space,
            organisations=[make_organisation("La Ruche")],
            status=Status.INVITED,
            since=today(),
        )
    with time_machine.travel("2027-06-01 12:00:00+01:00"):
        assert run_retention()["requests"] == 0
    assert space.memberships.count() == 2


def test_the_word_that_came_with_a_request_goes_with_the_answer(space: Space) -> None:
    asked = asked_on("2025-03-05", space)
    accept_request(
        by=organiser(space),
        membership=asked,
        verb="welcome",
        answer="Bienvenue !",
        organisation=make_organisation("La Passerelle"),
    )
    row = space.memberships.get()
    assert (row.applicant_name, row.applicant_email, row.message) == ("", "", "")


def test_the_page_on_privacy_says_it(client: Client) -> None:
    page = client.get(reverse("ui:privacy")).content.decode()
    assert "12 mois si personne ne répond" in page


def test_ones_own_data_says_it(client: Client) -> None:
    client.force_login(make_worker(make_organisation()).user)
    page = client.get(reverse("accounts:own_data")).content.decode()
    assert "Demandes de participation restées sans réponse : 12 mois sans réponse" in page
