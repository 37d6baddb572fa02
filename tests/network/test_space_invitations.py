"""An invitation travels by mail and is answered in one click, without an account (B1); a reserved group has no name (M2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_person, make_worker
from tests.network.space_factories import make_space, organiser

from maillage.core.readers import PUBLIC, Reader, link_key
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.actions.memberships import add_members, leave_space, name_representatives
from maillage.network.actions.requests import answer_invitation
from maillage.network.actions.space_changes import change_visibility
from maillage.network.models import Membership, Organisation, Space
from maillage.records.actions import NotAllowed, may
from maillage.records.clock import today

pytestmark = pytest.mark.django_db
Status = Membership.Status
Invite = Callable[..., Membership]


@pytest.fixture
def ruche() -> Organisation:
    return make_organisation("La Ruche", email="info@ruche.example")


@pytest.fixture
def space() -> Space:
    return make_space("Plateforme FLE")


@pytest.fixture
def invite(space: Space, ruche: Organisation) -> Invite:
    def invited(**fields: Any) -> Membership:
        (row,) = add_members(
            by=organiser(space),
            space=space,
            organisations=[ruche],
            status=Status.INVITED,
            since=today(),
            **fields,
        )
        return row

    return invited


def link_in(message: Message) -> str:
    (line,) = [line for line in message.text.splitlines() if line.startswith("http")]
    return line


def opened(client: Client) -> str:
    """The address behind the link of the one letter, after the click in the mail."""
    answer = client.get(link_in(Message.objects.get()))
    assert answer.status_code == 302
    return str(answer["Location"])


def by_link(row: Membership) -> Reader:
    return Reader(keys=frozenset({PUBLIC, link_key("answer_invitation", row.uid)}), label="La Ruche")


def test_the_invited_organisation_receives_a_letter_with_its_own_link(invite: Invite) -> None:
    row = invite()
    letter = Message.objects.get()
    assert (letter.to_email, letter.subject) == ("info@ruche.example", "Invitation : Plateforme FLE")
    assert "La Ruche" in letter.text
    assert (letter.about_id, letter.audience) == (row.pk, f"organises:{row.space.uid}")


def test_a_member_added_at_once_receives_no_invitation(space: Space, ruche: Organisation) -> None:
    add_members(by=organiser(space), space=space, organisations=[ruche], since=today())
    assert not Message.objects.exists()


def test_the_address_of_a_known_contact_comes_before_that_of_the_organisation(
    invite: Invite, ruche: Organisation
) -> None:
    invite(contacts={ruche.pk: "anne@ruche.example"})
    assert Message.objects.get().to_email == "anne@ruche.example"


def test_a_professional_is_invited_at_the_own_address(space: Space) -> None:
    anne = make_person("Anne Dupont", email="anne@example.org")
    add_members(by=organiser(space), space=space, people=[anne], status=Status.INVITED, since=today())
    assert Message.objects.get().to_email == "anne@example.org"


def test_opening_the_link_answers_nothing(invite: Invite, client: Client) -> None:
    row = invite()
    page = client.get(opened(client)).content.decode()
    assert "Nous venons" in page
    assert "Pas cette fois" in page
    row.refresh_from_db()
    assert row.status == Status.INVITED


@pytest.mark.parametrize(("verb", "status"), [("welcome", Status.MEMBER), ("decline", Status.DECLINED)])
def test_one_click_answers_without_an_account(invite: Invite, client: Client, verb: str, status: str) -> None:
    row = invite()
    page = opened(client)
    answer = client.post(page, {"verb": verb}, follow=True)
    assert "Votre réponse est notée" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == status
    assert Entry.objects.about(row.space).filter(verb="invitation répondue").get().actor_label == "La Ruche"


def test_a_second_click_changes_nothing(invite: Invite, client: Client) -> None:
    row = invite()
    page = opened(client)
    client.post(page, {"verb": "welcome"})
    answer = client.post(page, {"verb": "decline"}, follow=True)
    assert "vous en êtes" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == Status.MEMBER


@pytest.mark.parametrize("verb", ["", "become_member", "🙂", "<b>"])
def test_another_verb_is_no_answer(invite: Invite, client: Client, verb: str) -> None:
    row = invite()
    answer = client.post(opened(client), {"verb": verb}, follow=True)
    assert "Choisissez une des deux réponses." in answer.content.decode()
    row.refresh_from_db()
    assert row.status == Status.INVITED


def test_without_the_link_there_is_no_such_page(invite: Invite, client: Client) -> None:
    page = reverse("network:invitation_by_link", args=[invite().uid])
    assert client.get(page).status_code == 404
    assert client.post(page, {"verb": "welcome"}).status_code == 404
    assert client.get(reverse("network:invitation_by_link", args=["inconnue"])).status_code == 404


def test_the_link_answers_and_opens_nothing_else(invite: Invite) -> None:
    row = invite()
    reader = by_link(row)
    assert may(reader, "network.answer_invitation", row)
    assert not may(reader, "network.speak_for_member", row)
    with pytest.raises(NotAllowed):
        name_representatives(by=reader, membership=row, person=None, deputy=None)


def test_the_link_of_one_invitation_does_not_answer_another(invite: Invite, space: Space) -> None:
    row = invite()
    (other,) = add_members(
        by=organiser(space),
        space=space,
        organisations=[make_organisation()],
        status=Status.INVITED,
        since=today(),
    )
    with pytest.raises(NotAllowed):
        answer_invitation(by=by_link(row), membership=other, verb="welcome")


def test_an_invitation_that_was_taken_back_is_no_longer_open(invite: Invite, client: Client) -> None:
    row = invite()
    page = opened(client)
    leave_space(by=organiser(row.space), membership=row, last_day=today())
    assert "n’est plus ouverte" in client.get(page).content.decode()
    with pytest.raises(ValidationError, match="plus ouverte"):
        answer_invitation(by=by_link(row), membership=row, verb="welcome")


def test_a_reserved_group_is_named_neither_in_the_letter_nor_on_the_page(
    invite: Invite, space: Space, client: Client
) -> None:
    space.name, space.purpose = "Pratiques convictionnelles", "Un lieu discret"
    space.save()
    change_visibility(by=organiser(space), space=space, restricted=True)
    space.refresh_from_db()
    row = invite()
    letter = Message.objects.get()
    page = opened(client)
    answers = [client.get(page), client.post(page, {"verb": "welcome"}, follow=True)]
    written = letter.subject + letter.text + letter.html + page
    for text in [written, *(answer.content.decode() for answer in answers)]:
        assert "onvictionnelles" not in text
        assert "discret" not in text
    assert "un groupe de travail" in letter.text
    row.refresh_from_db()
    assert row.status == Status.MEMBER


def test_who_has_no_address_is_named_to_the_organiser(space: Space, client: Client) -> None:
    make_organisation("La Ruche", email="info@ruche.example")
    make_organisation("Le Relais")
    host = space.hosts.get().organisation
    client.force_login(make_worker(host, coordinator=True).user)
    answer = client.post(
        reverse("network:add_members", args=[space.address]),
        {"organisations": "La Ruche\nLe Relais", "status": "invited", "since": today().isoformat()},
        follow=True,
    )
    assert "à inviter de vive voix\u00a0: Le Relais." in answer.content.decode()
    assert Message.objects.get().to_email == "info@ruche.example"
