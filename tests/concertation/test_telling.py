"""« Où en est-on ? », « Vous aviez dit… », words with their consent; organisations that end; one's own data."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.concertation.factories import (
    make_action,
    make_avenue,
    make_cycle,
    make_finding,
    make_request,
    make_signal,
    member_reader,
)
from tests.factories import a_person
from tests.network.factories import make_organisation, make_post
from tests.network.screens import log_in
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.concertation.actions.acting import move_action, note_outcome
from maillage.concertation.actions.field_findings import make_finding_of
from maillage.concertation.actions.findings import Subjects
from maillage.concertation.actions.positions import take_position
from maillage.concertation.actions.telling import ask_for_news, tell_back, tell_news
from maillage.concertation.actions.verbatims import note_verbatim, withdraw_verbatim
from maillage.concertation.merging import follow, undo
from maillage.concertation.models import Action, Carrier, Finding, Position, Verbatim
from maillage.concertation.own_data import erase, held_about
from maillage.concertation.queries.telling import voices_behind
from maillage.core.readers import SYSTEM, VISITOR
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.models import Organisation, Succession
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def act() -> Action:
    """Of a finding that « Le Navire » voiced, carried by two organisations."""
    space = make_space()
    voice = make_organisation("Le Navire", email="navire@example.org")
    finding = make_finding(
        make_cycle(space, public=True), "Personne le mercredi", organisation=voice, retained=True
    )
    carriers = [make_organisation(name, email=f"{name}@example.org") for name in ("un", "deux")]
    act = make_action(make_avenue(finding.cycle, finding), *carriers)
    return move_action(by=organiser(space), act=act, verb="decider")


def test_who_carries_it_is_asked_and_answers_by_the_link_without_an_account(act: Action) -> None:
    by, uid = organiser(act.cycle.space), new_uid()
    assert ask_for_news(by=by, act=act, uid=uid) == 2
    ask_for_news(by=by, act=act, uid=uid)
    letters = Message.objects.filter(purpose="action_news")
    assert sorted(letters.values_list("to_email", flat=True)) == ["deux@example.org", "un@example.org"]
    client = Client()
    url = re.search(r"http\S+/lien/\S+", letters[0].text)
    assert url
    opened = client.get(url[0].replace("http://127.0.0.1:8000", ""), follow=True)
    page = opened.content.decode()
    if 'method="post"' in page and "/lien/" in opened.request["PATH_INFO"]:
        opened = client.post(opened.request["PATH_INFO"], follow=True)
    address = f"/actions/{act.item.uid}/ou-en-est-on/"
    assert client.get(address).status_code == 200
    answered = client.post(address, {"text": "Les deux salles sont trouvées", "verb": "commencer"})
    assert answered.status_code == 302
    act.refresh_from_db()
    assert (act.status, act.progress.get().text) == ("under_way", "Les deux salles sont trouvées")
    assert client.post(f"/actions/{act.address}/decrire/", {}).status_code == 404


def test_news_need_a_sentence_and_someone_who_may(act: Action) -> None:
    with pytest.raises(ValidationError):
        tell_news(by=organiser(act.cycle.space), act=act, text="  ")
    with pytest.raises(NotAllowed):
        tell_news(by=VISITOR, act=act, text="Tout va bien")


def test_who_had_voiced_it_hears_what_followed(act: Action) -> None:
    by = organiser(act.cycle.space)
    note_outcome(by=by, uid=new_uid(), act=act, text="40 enfants accueillis")
    (voice,) = voices_behind(act, by)
    assert (voice.email, list(voice.said)) == ("navire@example.org", ["Personne le mercredi"])
    uid = new_uid()
    for _time in range(2):
        assert tell_back(by=by, act=act, voices=[voice.email], word="Merci !", uid=uid) == 1
    letter = Message.objects.get(purpose="told_back")
    assert "Vous aviez dit" in letter.subject
    for said in ("Merci !", "- Personne le mercredi", "- 40 enfants accueillis"):
        assert said in letter.text


def test_two_organisations_at_one_address_receive_one_letter_with_both_findings() -> None:
    cycle = make_cycle(public=True)
    findings = [
        make_finding(
            cycle, said, organisation=make_organisation(name, email="commune@example.org"), retained=True
        )
        for name, said in (("CPAS", "Pas de bus"), ("PCS", "Pas de crèche"))
    ]
    act = make_action(make_avenue(cycle, *findings), make_organisation(), make_organisation())
    (voice,) = voices_behind(act, organiser(cycle.space))
    assert (voice.name, list(voice.said)) == ("CPAS, PCS", ["Pas de bus", "Pas de crèche"])


def test_mailboxes_that_others_open_hear_nothing_of_a_restricted_space() -> None:
    shelter = make_organisation("Refuge", email="refuge@example.org")
    other = make_organisation("Abri", email="abri@example.org")
    cycle = make_cycle(make_space("Violences", restricted=True, members=(shelter, other)))
    finding = make_finding(cycle, "Pas de lit", organisation=shelter, retained=True)
    act = make_action(make_avenue(cycle, finding), shelter, other)
    by = organiser(cycle.space)
    assert voices_behind(act, by) == []
    with pytest.raises(ValidationError):
        ask_for_news(by=by, act=act, uid=new_uid())
    worker(shelter, "Cora Lin", email="cora@example.org", coordinator=True)
    assert ask_for_news(by=by, act=act, uid=new_uid()) == 1
    assert [one.to_email for one in Message.objects.all()] == ["cora@example.org"]


def test_who_noticed_it_first_and_who_asked_hear_what_followed() -> None:
    space, choir = make_space(), make_organisation("Le Chœur", email="choeur@example.org")
    seat(space, choir)
    anna, basil = (worker(choir, name, email=f"{name}@example.org") for name in ("Anna", "Basil"))
    signal = make_signal(space, "Les files débordent", by=reader(anna))
    request = make_request(space, choir, "Tenir une permanence", by=reader(basil))
    cycle = make_cycle(space, public=True)
    finding = make_finding_of(
        by=organiser(space),
        uid=new_uid(),
        cycle=cycle,
        sources=[signal.item, request.item],
        fields={"wording": "Les files débordent"},
        subjects=Subjects(),
    )
    Finding.objects.filter(pk=finding.pk).update(state=Finding.State.RETAINED)
    act = make_action(make_avenue(cycle, finding), choir, make_organisation())
    voices = {one.email: list(one.said) for one in voices_behind(act, organiser(space))}
    assert voices == {
        "anna@example.org": ["Les files débordent"],
        "basil@example.org": ["Tenir une permanence"],
    }
    outside = SYSTEM.with_keys(set())
    assert voices_behind(act, outside) == []


def test_nobody_else_can_be_written_to(act: Action) -> None:
    with pytest.raises(ValidationError):
        tell_back(by=organiser(act.cycle.space), act=act, voices=["autre@example.org"], word="", uid=new_uid())


def test_a_withdrawn_word_is_gone_everywhere() -> None:
    finding = make_finding(make_cycle())
    by = organiser(finding.cycle.space)
    with pytest.raises(ValidationError, match="accord"):
        note_verbatim(by=by, finding=finding, text="C’est trop loin pour moi", consent=" ")
    verbatim = note_verbatim(by=by, finding=finding, text="C’est trop loin pour moi", consent="de vive voix")
    withdraw_verbatim(by=by, verbatim=verbatim)
    kept = Verbatim.objects.get()
    assert (kept.text, kept.meaning, kept.withdrawn_on) == ("", "", today())
    assert not Entry.objects.filter(changes__icontains="trop loin").exists()


def successor_of(former: Organisation, kind: str) -> Succession:
    successor = make_organisation("Successeur")
    return Succession.objects.create(former=former, successor=successor, kind=kind, day=today())


def test_a_sheet_entered_twice_hands_over_what_was_said_and_carried(act: Action) -> None:
    former = Organisation.objects.get(name="un")
    succession = successor_of(former, Succession.Kind.DUPLICATE)
    note = follow(SYSTEM, succession)
    assert not Carrier.objects.filter(organisation=former).exists()
    undo(SYSTEM, succession, note)
    assert Carrier.objects.filter(organisation=former, valid_to=None).count() == 1


def test_what_an_organisation_carries_goes_on_with_who_takes_it_over(act: Action) -> None:
    former = Organisation.objects.get(name="un")
    succession = successor_of(former, Succession.Kind.TAKEN_OVER)
    note = follow(SYSTEM, succession)
    assert succession.successor is not None
    open_names = Carrier.objects.filter(valid_to=None).values_list("organisation__name", flat=True)
    assert sorted(open_names) == ["Successeur", "deux"]
    undo(SYSTEM, succession, note)
    open_names = Carrier.objects.filter(valid_to=None).values_list("organisation__name", flat=True)
    assert sorted(open_names) == ["deux", "un"]


def test_ones_data_are_told_and_erased_while_the_organisations_word_stays() -> None:
    space, operator = make_space(), make_organisation()
    person = a_person("Zoé", "Poste")
    make_post(person, operator)
    cycle = make_cycle(space)
    by = member_reader(space, operator)
    by = type(by)(keys=by.keys, uid=person.uid, label=person.full_name)
    finding = make_finding(cycle, "Trop cher", by=by, retained=True)
    seat(space, operator)
    for mandated in (True, False):
        take_position(
            by=by, cycle=cycle, item=finding.item, organisation=operator, stance="agrees", mandated=mandated
        )
    assert held_about(person)["constats que vous avez notés"][0]["constat"] == "Trop cher"
    assert len(held_about(person)["positions que vous avez prises"]) == 2
    erase(person)
    assert Finding.objects.get().author is None
    assert list(Position.objects.values_list("mandated", "author")) == [(True, None)]


def test_what_waits_stands_in_mes_suivis(client: Client) -> None:
    space, operator = make_space(), make_organisation()
    cycle = make_cycle(space, public=True)
    finding = make_finding(cycle, retained=True)
    act = make_action(make_avenue(cycle, finding), operator, make_organisation())
    Action.objects.filter(pk=act.pk).update(due_on=today().replace(year=today().year - 1))
    person = a_person("Zoé", "Poste")
    make_post(person, operator)
    page = log_in(person).get("/mes-suivis/").content.decode()
    assert "Où en est-on" in page
    assert act.title in page
