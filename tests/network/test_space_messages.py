"""Messages about a restricted space are for those of the space, whoever wrote them, in a demonstration too (M2)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from tests.network.factories import make_organisation, make_worker
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.core.readers import VISITOR, Reader
from maillage.mailing.models import Message
from maillage.network.actions.address_book_links import ask_for_address_books
from maillage.network.actions.memberships import add_members
from maillage.network.actions.requests import ask_to_join, decline_request
from maillage.network.actions.space_changes import change_visibility
from maillage.network.models import Membership, Space
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def space() -> Space:
    return make_space("Plateforme FLE")


def invite(space: Space) -> Message:
    """The letter to an organisation that is invited there."""
    ruche = make_organisation(email=f"{new_uid()}@ruche.example")
    status = Membership.Status.INVITED
    add_members(
        by=organiser(space), space=space, organisations=[ruche], status=status, since=today(), contacts=None
    )
    return Message.objects.get(to_email=ruche.email)


def ask(space: Space, by: Reader = VISITOR) -> Membership:
    return ask_to_join(
        by=by,
        uid=new_uid(),
        space=space,
        name="Zoé Lambert",
        organisation_name="La Passerelle",
        email="zoe@example.org",
    )


def keys() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("confined_to", flat=True))


def test_a_message_about_a_space_open_to_all_is_not_confined(space: Space) -> None:
    Space.objects.filter(pk=space.pk).update(contact_email="fle@example.org")
    space.refresh_from_db()
    invite(space)
    asked = ask(space)
    decline_request(by=organiser(space), membership=asked, answer="Complet")
    assert keys() == ["", "", ""]


def test_every_message_about_a_restricted_space_is_confined_to_it(space: Space) -> None:
    Space.objects.filter(pk=space.pk).update(contact_email="fle@example.org")
    change_visibility(by=organiser(space), space=space, restricted=True)
    space.refresh_from_db()
    nadia = worker(make_organisation(), "Nadia Azzouzi", email="nadia@example.org")
    invite(space)
    asked = ask(space, by=organiser(space))
    decline_request(by=organiser(space), membership=asked, answer="Complet")
    ask_for_address_books(by=organiser(space), space=space, people=[nadia])
    assert keys() == [space.key] * 4


def test_a_subgroup_of_a_restricted_space_has_a_key_of_its_own(space: Space) -> None:
    change_visibility(by=organiser(space), space=space, restricted=True)
    below = make_space("Cellule", parent=space)
    assert invite(below).confined_to == f"space:{below.uid}"


def test_messages_close_and_open_with_the_space_and_its_subgroups(space: Space) -> None:
    below = make_space("Cellule", parent=space)
    ask_for_address_books(
        by=organiser(space), space=space, people=[worker(make_organisation(), "Nadia Z", email="n@example.org")]
    )
    invite(space)
    invite(below)
    invite(make_space("Autre"))
    change_visibility(by=organiser(space), space=space, restricted=True)
    assert keys() == [space.key, space.key, f"space:{below.uid}", ""]
    space.refresh_from_db()
    change_visibility(by=organiser(space), space=space, restricted=False)
    assert keys() == ["", "", "", ""]


def test_a_change_that_is_taken_back_leaves_the_messages_as_they_were(space: Space) -> None:
    message = invite(space)
    with transaction.atomic():
        change_visibility(by=organiser(space), space=space, restricted=True)
        transaction.set_rollback(True)
    message.refresh_from_db()
    assert message.confined_to == ""


def test_in_a_demonstration_only_those_of_the_space_read_them(
    client: Client, settings: Any, space: Space
) -> None:
    settings.DEMO = True
    member = make_organisation()
    seat(space, member)
    message = invite(space)
    assert client.get(f"/courrier/{message.uid}/").status_code == 200
    change_visibility(by=organiser(space), space=space, restricted=True)
    assert client.get(f"/courrier/{message.uid}/").status_code == 404
    stranger, inside = make_worker(make_organisation()), make_worker(member)
    client.force_login(stranger.user)
    assert client.get(f"/courrier/{message.uid}/").status_code == 404
    client.force_login(inside.user)
    assert client.get(f"/courrier/{message.uid}/").status_code == 200


def test_who_organises_reads_what_was_sent(space: Space) -> None:
    host = space.hosts.get().organisation
    chloe = worker(host, coordinator=True)
    change_visibility(by=organiser(space), space=space, restricted=True)
    space.refresh_from_db()
    message = invite(space)
    assert list(Message.objects.visible_to(reader(chloe))) == [message]


def test_messages_of_before_are_confined_by_the_migration(space: Space) -> None:
    below, other = make_space("Cellule", parent=space), make_space("Autre")
    nadia = worker(make_organisation(), "Nadia Azzouzi", email="nadia@example.org")
    change_visibility(by=organiser(space), space=space, restricted=True)
    for one in (Space.objects.get(pk=space.pk), Space.objects.get(pk=below.pk), other):
        invite(one)
        ask_for_address_books(by=organiser(one), space=one, people=[nadia])
    right = keys()
    assert right == [space.key] * 2 + [below.key] * 2 + [""] * 2
    Message.objects.update(confined_to="")
    migration = import_module("maillage.network.migrations.0002_confine_messages")
    migration.confine(apps, connection.schema_editor())
    assert keys() == right
