"""« Écrire à… »: who is reached, who is left out and why, and that each copy leaves once (row A5)."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from tests.network.factories import (
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_territory,
)
from tests.network.screens import log_in, text
from tests.network.space_factories import worker

from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, Reader, coordinates_key
from maillage.mailing.models import Message
from maillage.network.actions.letters import queue_copies_once, write_to_group
from maillage.network.models import GroupLetter, Organisation
from maillage.network.queries.addressees import ALREADY, IN_ERROR, NO_ADDRESS, Chosen, addressees
from maillage.network.queries.letters import copies_of
from maillage.vocabulary.models import Term

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def social_worker() -> Term:
    return make_term("function", "assistant-social", "assistant·e social·e")


@pytest.fixture
def cpas() -> Term:
    return make_term("organisation-kind", "cpas", "CPAS")


def _worker(name: str, organisation: Organisation, function: Term, email: str = "-") -> None:
    address = f"{name.lower()}@example.org" if email == "-" else email
    make_post(make_person(f"{name} Nom{name}", email=address), organisation, function=function)


def _names(chosen: Chosen) -> list[str]:
    return [one.post.person.given_name for one in addressees(chosen, SYSTEM, DAY).reached]


def test_all_social_workers_of_cpas_in_my_territory(social_worker: Term, cpas: Term) -> None:
    """The very sentence of row A5: by function, kind of organisation and territory at once."""
    province = make_territory("Province", "province")
    inside, outside = make_territory("Dedans", parent=province), make_territory("Ailleurs")
    teacher = make_term("function", "formateur")
    near, far = make_organisation("CPAS près", kinds=[cpas]), make_organisation("CPAS loin", kinds=[cpas])
    make_site(near, territory=inside)
    make_site(far, territory=outside)
    association = make_organisation("Asbl")
    make_site(association, territory=inside)
    _worker("Oui", near, social_worker)
    _worker("Prof", near, teacher)
    _worker("Loin", far, social_worker)
    _worker("Asbl", association, social_worker)
    assert _names(Chosen(functions=[social_worker], kinds=[cpas], territory=province)) == ["Oui"]


def test_a_service_inside_a_cpas_is_of_the_cpas(social_worker: Term, cpas: Term) -> None:
    whole = make_organisation("CPAS", kinds=[cpas])
    service = make_organisation("Service social", part_of=whole)
    _worker("Ada", service, social_worker)
    assert _names(Chosen(kinds=[cpas])) == ["Ada"]


def test_whoever_is_left_out_is_shown_with_the_reason(social_worker: Term) -> None:
    organisation, other = make_organisation("A"), make_organisation("B")
    _worker("Muet", organisation, social_worker, email="")
    _worker("Casse", organisation, social_worker, email="casse@example.org")
    Message.objects.create(
        to_email="casse@example.org",
        subject="x",
        text="x",
        purpose="x",
        audience="x",
        state=Message.State.FAILED,
    )
    twice = make_person("Deux Postes", email="deux@example.org")
    make_post(twice, organisation, function=social_worker)
    make_post(twice, other, function=social_worker)
    found = addressees(Chosen(functions=[social_worker]), SYSTEM, DAY)
    assert [one.email for one in found.reached] == ["deux@example.org"]
    assert {one.left_out for one in found.left_out} == {NO_ADDRESS, IN_ERROR, ALREADY}


def test_a_post_that_ended_is_not_written_to(social_worker: Term) -> None:
    organisation = make_organisation()
    make_post(
        make_person("Parti Nom", email="p@example.org"),
        organisation,
        function=social_worker,
        valid_to=dt.date(2026, 3, 1),
    )
    assert _names(Chosen(functions=[social_worker])) == []


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre", is_host=True)


@pytest.fixture
def ines(host: Organisation) -> Reader:
    keys = frozenset({PUBLIC, MEMBERS, "coordinators", coordinates_key(host.uid)})
    return Reader(keys=keys, uid="nes2nes2", label="Inès Delvaux")


def _write(by: Reader, host: Organisation, uid: str = "abcdefgh") -> GroupLetter:
    found = addressees(Chosen(space=None), by, DAY)
    return write_to_group(
        by=by,
        uid=uid,
        host=host,
        subject="Une question",
        text="Avez-vous une salle libre ?",
        chosen="tous",
        addressees=found.reached,
        reply_to="ines@example.org",
    )


def test_each_person_receives_a_copy_of_their_own_once(
    host: Organisation, ines: Reader, social_worker: Term
) -> None:
    _worker("Ada", host, social_worker)
    _worker("Bob", host, social_worker)
    first, second = _write(ines, host), _write(ines, host)
    assert first == second, "a double click sends one letter"
    while queue_copies_once():
        pass
    sent = list(Message.objects.order_by("to_email"))
    assert [message.to_email for message in sent] == ["ada@example.org", "bob@example.org"]
    assert sent[0].reply_to == "ines@example.org"
    assert "Bien à vous,\nInès Delvaux\nCentre" in sent[0].text


def test_a_member_may_not_write_to_groups(host: Organisation, member: Reader) -> None:
    with pytest.raises(PermissionDenied):
        _write(member, host)


def test_a_letter_to_nobody_is_refused(host: Organisation, ines: Reader) -> None:
    with pytest.raises(ValidationError, match="personne à qui écrire"):
        _write(ines, host, uid=uuid.uuid4().hex[:8])


def test_the_page_goes_to_the_list_that_was_asked_and_then_to_the_preview(
    social_worker: Term, host: Organisation
) -> None:
    _worker("Ada", make_organisation("CPAS"), social_worker)
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    shown = text(client.get(reverse("network:write_to"), {"functions": social_worker.pk}))
    assert 'method="get" action="#liste-des-personnes"' in shown
    assert 'id="liste-des-personnes"' in shown
    assert 'method="post" action="#apercu"' in shown
    assert shown.count('id="apercu"') == 1


def test_a_letter_sent_is_read_again_with_what_became_of_each_copy(
    host: Organisation, ines: Reader, social_worker: Term
) -> None:
    for name in ("Ada", "Bob", "Cléo"):
        _worker(name, host, social_worker, email=f"{name[0].lower()}@example.org")
    sent = _write(ines, host)
    assert [copy.state for copy in copies_of(sent)] == ["à envoyer"] * 3
    while queue_copies_once():
        pass
    Message.objects.filter(to_email="a@example.org").update(state=Message.State.FAILED)
    Message.objects.filter(to_email="b@example.org").delete()
    Message.objects.filter(to_email="c@example.org").update(state=Message.State.COPIED)
    assert [(copy.name[:3], copy.state, copy.is_lost) for copy in copies_of(sent)] == [
        ("Ada", "adresse en erreur", True),
        ("Bob", "envoyé", False),
        ("Clé", "copié", False),
    ]
    client = log_in(worker(host, "Inès Delvaux", coordinator=True))
    listed = text(client.get(reverse("network:letters")))
    page = reverse("network:letter", args=[sent.uid])
    assert f'href="{page}"' in listed
    shown = text(client.get(page))
    assert "Avez-vous une salle libre ?" in shown.replace("\xa0", " ").replace("\u202f", " ")
    assert "adresse en erreur" in shown
