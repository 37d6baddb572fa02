"""Who leads an organisation stands by its position; who disagrees reads again before printing (D8, D9, invariant 7)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.concertation.factories import make_cycle, make_finding
from tests.concertation.screens import at, shown
from tests.network.factories import make_post, make_term
from tests.network.space_factories import make_space, organiser, reader, worker

from maillage.concertation.actions.confirming import confirm_position, have_reread
from maillage.concertation.actions.cycles import close_cycle
from maillage.concertation.actions.positions import take_position, withdraw_position
from maillage.concertation.models import Cycle, Finding, Position
from maillage.concertation.queries.judging import positions_to_reread
from maillage.concertation.queries.leads import lead_of
from maillage.core.readers import VISITOR, Reader
from maillage.mailing.models import Message
from maillage.network.models import Organisation, Space
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(cycle: Cycle) -> Finding:
    return make_finding(cycle, "Pas d’accueil le mercredi", retained=True)


@pytest.fixture
def anna(choir: Organisation, space: Space) -> Reader:
    del space
    return reader(worker(choir, "Anna Lys", email="anna@example.org"))


def directs(organisation: Organisation, name: str, email: str) -> Reader:
    person = worker(organisation, name, email=email)
    make_post(person, organisation, function=make_term("function", "directeur"), title="Direction")
    return reader(person)


def says(
    by: Reader, finding: Finding, who: Organisation, stance: str = "disagrees", *, mandated: bool = True
) -> Position:
    return take_position(
        by=by,
        cycle=finding.cycle,
        item=finding.item,
        organisation=who,
        stance=stance,
        reason="Le nôtre reste vide",
        mandated=mandated,
    )


def open_link(client: Client, letter: Message) -> None:
    found = re.search(r"http\S+/lien/\S+", letter.text)
    assert found
    opened = client.get(found[0].replace("http://127.0.0.1:8000", ""), follow=True)
    if "/lien/" in opened.request["PATH_INFO"]:
        client.post(opened.request["PATH_INFO"], follow=True)


def test_who_directs_answers_for_it_then_who_coordinates_then_the_address(choir: Organisation) -> None:
    assert lead_of(choir) is None
    choir.email = "choeur@example.org"
    choir.save()
    assert [lead_of(choir).email, lead_of(choir).person] == ["choeur@example.org", None]  # type: ignore[union-attr]
    worker(choir, "Cora Lin", email="cora@example.org", coordinator=True)
    assert lead_of(choir).email == "cora@example.org"  # type: ignore[union-attr]
    directs(choir, "Dina Roy", "dina@example.org")
    assert lead_of(choir).email == "dina@example.org"  # type: ignore[union-attr]


def test_the_lead_is_written_to_and_confirms_by_the_link(
    client: Client, finding: Finding, choir: Organisation, anna: Reader
) -> None:
    directs(choir, "Dina Roy", "dina@example.org")
    position = says(anna, finding, choir)
    letter = Message.objects.get(purpose="position")
    assert letter.to_email == "dina@example.org"
    for said in ("Anna Lys", "Pas d’accord", "Le nôtre reste vide", "Pas d’accueil le mercredi"):
        assert said in re.sub("[\u00a0\u202f]", " ", letter.text)
    assert client.get(at("position", position.uid)).status_code == 404
    open_link(client, letter)
    page = shown(client.get(at("position", position.uid)))
    assert "Pas encore confirmée" in page
    typed = {"reason": "Le nôtre reste vide, faute de public"}
    assert client.post(at("position", position.uid), typed).status_code == 302
    position.refresh_from_db()
    assert position.confirmed_at is not None
    assert position.reason == "Le nôtre reste vide, faute de public"
    assert client.get(at("correct_finding", finding)).status_code == 404


def test_the_lead_withdraws_or_lets_it_out(
    client: Client, finding: Finding, choir: Organisation, anna: Reader
) -> None:
    directs(choir, "Dina Roy", "dina@example.org")
    position = says(anna, finding, choir)
    open_link(client, Message.objects.get(purpose="position"))
    client.post(at("publish_position", position.uid), {"publier": "oui"})
    position.refresh_from_db()
    assert position.published
    client.post(at("withdraw_position", position.uid))
    assert not Position.objects.filter(valid_to__isnull=True).exists()
    assert client.get(at("position", position.uid)).status_code == 404


def test_the_mailbox_of_an_organisation_hears_nothing_of_a_restricted_space(choir: Organisation) -> None:
    choir.email = "choeur@example.org"
    choir.save()
    cycle = make_cycle(make_space("Violences", restricted=True, members=(choir,)))
    finding = make_finding(cycle, retained=True)
    anna = reader(worker(choir, "Anna Lys", email="anna@example.org"))
    says(anna, finding, choir)
    assert [one.to_email for one in Message.objects.filter(purpose="position")] == ["anna@example.org"]
    directs(choir, "Dina Roy", "dina@example.org")
    says(anna, finding, choir, stance="rework")
    assert Message.objects.filter(purpose="position", to_email="dina@example.org").exists()


def test_who_leads_and_says_it_confirms_it_by_that(finding: Finding, choir: Organisation, space: Space) -> None:
    del space
    dina = directs(choir, "Dina Roy", "dina@example.org")
    assert says(dina, finding, choir).confirmed_at is not None
    assert not Message.objects.filter(purpose="position").exists()


def test_an_opinion_asks_nobody(finding: Finding, choir: Organisation, anna: Reader) -> None:
    directs(choir, "Dina Roy", "dina@example.org")
    says(anna, finding, choir, mandated=False)
    assert not Message.objects.filter(purpose="position").exists()


def test_a_disagreement_is_read_again_before_printing(
    organiser_page: Client, finding: Finding, choir: Organisation, school: Organisation, anna: Reader
) -> None:
    position = says(anna, finding, choir)
    says(reader(worker(school, "Boris", email="boris@example.org")), finding, school, stance="agrees")
    Message.objects.all().delete()
    page = shown(organiser_page.get(at("synthesis", finding.cycle)))
    assert "1 désaccord n’a pas encore été relu" in page
    uid = new_uid()
    for _time in range(2):
        answer = organiser_page.post(at("have_reread", finding.cycle), {"uid": uid}, follow=True)
        assert "Une lettre est partie" in shown(answer)
    letter = Message.objects.get(purpose="position")
    assert letter.to_email == "anna@example.org"
    confirm_position(by=anna, cycle=finding.cycle, position=position)
    assert not positions_to_reread(finding.cycle).exists()
    assert "pas encore été relu" not in shown(organiser_page.get(at("synthesis", finding.cycle)))
    answer = organiser_page.post(at("have_reread", finding.cycle), {"uid": new_uid()}, follow=True)
    assert "Aucun désaccord n’attend" in shown(answer)


def test_a_cycle_that_is_closed_is_still_read_again(
    organiser_page: Client, finding: Finding, choir: Organisation, anna: Reader
) -> None:
    says(anna, finding, choir)
    Message.objects.all().delete()
    close_cycle(by=organiser(finding.cycle.space), cycle=finding.cycle)
    answer = organiser_page.post(at("have_reread", finding.cycle), {"uid": new_uid()}, follow=True)
    assert "Une lettre est partie" in shown(answer)


def test_a_change_of_mind_is_to_be_confirmed_again(finding: Finding, choir: Organisation, anna: Reader) -> None:
    confirm_position(by=anna, cycle=finding.cycle, position=says(anna, finding, choir))
    again = says(anna, finding, choir, stance="rework")
    assert again.confirmed_at is None


def test_nobody_else_confirms(
    finding: Finding, choir: Organisation, school: Organisation, anna: Reader
) -> None:
    position = says(anna, finding, choir)
    for other in (VISITOR, reader(worker(school))):
        with pytest.raises(NotAllowed):
            confirm_position(by=other, cycle=finding.cycle, position=position)
    with pytest.raises(NotAllowed):
        have_reread(by=anna, cycle=finding.cycle, uid=new_uid())


def test_a_disagreement_without_a_reason_stays_on_the_form(
    member_page: Client, finding: Finding, choir: Organisation, anna: Reader
) -> None:
    position = says(anna, finding, choir)
    page = shown(member_page.post(at("position", position.uid), {"reason": " "}))
    assert "un désaccord se lit avec sa raison" in page
    position.refresh_from_db()
    assert position.reason == "Le nôtre reste vide"


def test_without_any_address_the_organiser_is_told(finding: Finding, choir: Organisation, anna: Reader) -> None:
    position = says(anna, finding, choir)
    Position.objects.filter(pk=position.pk).update(author=None)
    type(choir).objects.filter(pk=choir.pk).update(email="")
    choir.posts.all().delete()
    with pytest.raises(ValidationError, match="adresse"):
        have_reread(by=organiser(finding.cycle.space), cycle=finding.cycle, uid=new_uid())


def test_an_old_link_says_what_the_organisation_says_since(
    finding: Finding, choir: Organisation, anna: Reader, client: Client
) -> None:
    directs(choir, "Dora Ruiz", "dora@example.org")
    former = says(anna, finding, choir)
    letter = Message.objects.get(purpose="position")
    Position.objects.filter(pk=former.pk).update(valid_from=dt.date(2026, 1, 5))
    latest = says(anna, finding, choir, "agrees")
    assert latest.pk != former.pk
    open_link(client, letter)
    page = shown(client.get(reverse("concertation:position", args=[former.uid])))
    assert "Cette position a changé" in page
    assert "Le nôtre reste vide" in page
    assert "Relire cette position" not in page  # the letter opens that one alone
    assert client.post(reverse("concertation:withdraw_position", args=[former.uid])).status_code == 200
    latest.refresh_from_db()
    assert latest.valid_to is None


def test_a_withdrawn_position_is_said_to_be_by_its_link(
    finding: Finding, choir: Organisation, anna: Reader, client: Client
) -> None:
    directs(choir, "Dora Ruiz", "dora@example.org")
    former = says(anna, finding, choir)
    Position.objects.filter(pk=former.pk).update(valid_from=dt.date(2026, 1, 5))
    former.refresh_from_db()
    withdraw_position(by=anna, cycle=finding.cycle, position=former)
    open_link(client, Message.objects.get(purpose="position"))
    assert "Cette position a été retirée" in shown(
        client.get(reverse("concertation:position", args=[former.uid]))
    )


def test_changing_ones_mind_the_same_day_keeps_the_link_and_is_read_again(
    finding: Finding, choir: Organisation, anna: Reader
) -> None:
    dora = directs(choir, "Dora Ruiz", "dora@example.org")
    former = says(anna, finding, choir)
    confirm_position(by=dora, cycle=finding.cycle, position=former)
    latest = says(anna, finding, choir, "rework")
    assert (latest.pk, latest.confirmed_at, latest.stance) == (former.pk, None, "rework")
    assert Message.objects.filter(purpose="position").count() == 2
