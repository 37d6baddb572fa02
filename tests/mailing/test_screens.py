"""« Courrier »: one's own messages, readable and copyable; everyone's in a demonstration, with a word of warning."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.factories import a_person, an_account, an_administrator

from maillage.core.readers import ADMINISTRATORS, PUBLIC, Reader, person_key
from maillage.journal.models import Entry
from maillage.mailing.actions import mark_address_in_error, queue_message
from maillage.mailing.letters import letter_of
from maillage.mailing.models import Message
from maillage.records.actions import may

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator_client(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def a_message(subject: str = "Invitation", **fields: Any) -> Message:
    return queue_message(
        by=fields.pop("by", Reader(label="Maillage")),
        to="samira@asbl.example.org",
        letter=letter_of(subject, "Bonjour,\n\nOuvrir :\nhttps://maillage.example/lien/x/"),
        purpose="invitation",
        **fields,
    )


def test_visitors_find_no_outbox(client: Client) -> None:
    message = a_message()
    assert client.get("/courrier/").status_code == 404
    assert client.get(f"/courrier/{message.uid}/").status_code == 404
    client.force_login(an_account(a_person()))
    assert client.get("/courrier/").status_code == 404


def test_each_reads_their_own(administrator_client: Client) -> None:
    a_message("De la maison")
    other = a_message("D’un autre", by=Reader(keys=frozenset({PUBLIC}), uid="x7k2m9qa", label="Autre"))
    page = administrator_client.get("/courrier/").content.decode()
    assert "De la maison" in page
    assert "D’un autre" not in page
    assert other.audience == person_key("x7k2m9qa")
    assert administrator_client.get(f"/courrier/{other.uid}/").status_code == 404
    assert administrator_client.post(f"/courrier/{other.uid}/renvoyer/").status_code == 404


def test_a_demonstration_shows_everything_and_says_so(client: Client, settings: Any) -> None:
    settings.DEMO = True
    message = a_message("Code de connexion")
    page = client.get("/courrier/").content.decode()
    assert "Code de connexion" in page
    assert "codes de connexion compris" in page
    letter = client.get(f"/courrier/{message.uid}/").content.decode()
    assert 'href="https://maillage.example/lien/x/"' in letter
    assert "Adresse en erreur" not in letter
    assert client.post(f"/courrier/{message.uid}/erreur/", {"reason": ""}).status_code == 403


def test_even_a_demonstration_keeps_a_message_about_a_restricted_space_to_those_of_the_space(
    client: Client, settings: Any
) -> None:
    settings.DEMO = True
    message = a_message("Un espace réservé", confined_to="space:x7k2m9qa")
    assert "Un espace réservé" not in client.get("/courrier/").content.decode()
    assert "Un espace réservé" not in client.get("/courrier/?format=csv").content.decode()
    assert client.get(f"/courrier/{message.uid}/").status_code == 404
    assert client.post(f"/courrier/{message.uid}/renvoyer/").status_code == 404
    within = Reader(keys=frozenset({PUBLIC, "space:x7k2m9qa"}), uid="mbr2mbr2")
    assert list(Message.objects.visible_to(within)) == [message]


def test_a_key_of_the_space_alone_does_not_open_the_messages_of_others() -> None:
    message = a_message("Un espace réservé", confined_to="space:x7k2m9qa", audience="organises:x7k2m9qa")
    member, organiser = (
        Reader(keys=frozenset({"space:x7k2m9qa"})),
        Reader(keys=frozenset({"space:x7k2m9qa", "organises:x7k2m9qa"})),
    )
    assert not Message.objects.visible_to(member).exists()
    assert list(Message.objects.visible_to(organiser)) == [message]
    assert not may(Reader(keys=frozenset({ADMINISTRATORS})), "mailing.follow_message", message)
    assert may(organiser, "mailing.follow_message", message)


def test_an_address_in_error_of_a_confined_message_is_told_to_those_of_the_space() -> None:
    message = a_message("Un espace réservé", confined_to="space:x7k2m9qa")
    by = Reader(keys=frozenset({ADMINISTRATORS, "space:x7k2m9qa"}))
    mark_address_in_error(by=by, message=message)
    assert Entry.objects.about(message).get().audience == "space:x7k2m9qa"


def test_a_message_is_read_copied_and_told_so(administrator_client: Client) -> None:
    message = a_message("Été <b> 🙂")
    page = administrator_client.get(f"/courrier/{message.uid}/").content.decode()
    assert "Été &lt;b&gt; 🙂" in page
    assert "mailto:samira%40asbl.example.org?subject=%C3%89t%C3%A9" in page
    administrator_client.post(f"/courrier/{message.uid}/copie/")
    message.refresh_from_db()
    assert message.state == Message.State.COPIED


def test_an_address_in_error_is_told_with_its_reason(administrator_client: Client) -> None:
    message = a_message()
    too_long = administrator_client.post(f"/courrier/{message.uid}/erreur/", {"reason": "x" * 301}, follow=True)
    assert "300" in too_long.content.decode()
    administrator_client.post(f"/courrier/{message.uid}/erreur/", {"reason": "boîte inconnue"})
    assert "boîte inconnue" in administrator_client.get(f"/courrier/{message.uid}/").content.decode()


def test_states_filter_by_a_link_that_can_be_shared(administrator_client: Client) -> None:
    a_message("À copier")
    done = a_message("Copié")
    administrator_client.post(f"/courrier/{done.uid}/copie/")
    page = administrator_client.get("/courrier/?etat=to_copy").content.decode()
    assert "À copier" in page
    assert ">Copié<" not in page
    assert administrator_client.get("/courrier/?etat=<b>&page=zz").status_code == 200


def test_the_list_asks_the_same_number_of_queries_for_one_message_and_three(
    administrator_client: Client, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        a_message()
        with CaptureQueriesContext(connection) as queries:
            administrator_client.get("/courrier/")
        counts.append(len(queries))
        a_message()
    assert counts[0] == counts[1]
