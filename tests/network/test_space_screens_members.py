"""The screens of the members of a space: adding, asking, answering, silence, « Qui fait quoi » (A12, B1, B3)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text, url
from tests.network.space_factories import make_space, seat, worker

from maillage.network.models import Membership, Organisation

pytestmark = pytest.mark.django_db
D = dt.date


def test_members_are_pasted_and_those_already_there_are_said(chloe: Client, cripel: Organisation) -> None:
    space = make_space(host=cripel)
    choir, school = make_organisation("Chœur"), make_organisation("École de devoirs")
    seat(space, choir)
    answer = chloe.post(
        url("add_members", space),
        {"organisations": "choeur\nECOLE DE DEVOIRS\n", "status": "member", "since": "2026-01-01"},
        follow=True,
    )
    assert "1 ajouté ; 1 y siégeait déjà." in text(answer)
    assert space.memberships.filter(organisation=school, valid_from=D(2026, 1, 1)).exists()


def test_a_visitor_asks_and_the_organiser_answers_with_a_word(
    client: Client, chloe: Client, cripel: Organisation
) -> None:
    from maillage.mailing.models import Message

    space = make_space(host=cripel)
    passerelle = make_organisation("La Passerelle")
    form = client.get(url("ask_to_join", space)).context["form"]
    typed = {
        "uid": form["uid"].value(),
        "name": "Zoé Lambert",
        "organisation_name": "La Passerelle",
        "email": "zoe@example.org",
        "message": "Cours du soir" + "r" * 500,
    }
    for _ in range(2):
        assert client.post(url("ask_to_join", space), typed).status_code == 302
    asked = space.memberships.get()
    assert "1 demande à répondre" in text(chloe.get(url("space", space)))
    assert "r" * 300 not in text(chloe.get(url("space_members", space)))
    answer = url("answer_request", space, asked.uid)
    assert 'value="La Passerelle"' in text(chloe.get(answer)), "the organisation of that name is proposed"
    assert "Cours du soir" in text(chloe.get(answer))
    refused = chloe.post(answer, {"verb": "welcome", "answer": "Bienvenue !", "organisation": ""})
    assert "Choisissez l’organisation" in text(refused)
    chloe.post(answer, {"verb": "welcome", "answer": "Bienvenue !", "organisation": "La passerelle"})
    asked.refresh_from_db()
    assert (asked.status, asked.organisation) == (Membership.Status.MEMBER, passerelle)
    message = Message.objects.get(to_email="zoe@example.org")
    assert "Bienvenue !" in message.text
    assert "Bien à vous" in message.text


def test_a_visitor_asks_five_times_an_hour_and_no_more(client: Client) -> None:
    spaces = [make_space(f"Plateforme {number}") for number in range(6)]
    answers = [
        client.post(
            url("ask_to_join", space),
            {"name": "Zoé", "organisation_name": "X", "email": "zoe@example.org"},
        )
        for space in spaces
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    assert "Trop de demandes" in text(answers[-1])


def test_silence_is_shown_to_organisers_and_the_member_only(chloe: Client, cripel: Organisation) -> None:
    space = make_space(host=cripel)
    choir, school = make_organisation("Chœur"), make_organisation("École")
    seat(space, choir, school, since=D(2020, 1, 1))
    words = "sans nouvelles depuis un an"
    of_choir = log_in(worker(choir))
    page = url("space_members", space)
    assert text(chloe.get(page)).count(words) == 2
    assert text(of_choir.get(page)).count(words) == 1
    assert words not in text(Client().get(page))
    exported = of_choir.get(page, {"format": "csv"}).content.decode("utf-8-sig")
    assert exported.count(words) == 1


def test_who_does_what_is_a_grid_that_prints_and_exports(client: Client) -> None:
    from tests.network.factories import make_term

    space = make_space()
    school = make_organisation("École", sectors=[make_term("sector", "enseignement", "Enseignement")])
    seat(space, school, make_organisation("Chœur"))
    page = url("space_grid", space)
    assert "Enseignement" in text(client.get(page))
    assert "Enseignement" in text(client.get(page, {"format": "impression"}))
    assert "oui" in client.get(page, {"format": "csv"}).content.decode("utf-8-sig")


def test_every_column_of_the_members_has_a_heading(chloe: Client, cripel: Organisation) -> None:
    """A screen reader says the heading before the cell; a visitor, who follows nobody up, has no column for it."""
    space = make_space(host=cripel)
    seat(space, make_organisation("Chœur"))
    followed, visited = (
        [head.label for head in reader.get(url("space_members", space)).context["listing"].headers]
        for reader in (chloe, Client())
    )
    assert followed == [
        *("Membre", "Réseau", "Commune", "Place", "Titulaire", "Suppléant·e"),
        *("Depuis le", "Dernier signe", "Suite"),
    ]
    assert visited == ["Membre", "Réseau", "Commune", "Place", "Depuis le"]
