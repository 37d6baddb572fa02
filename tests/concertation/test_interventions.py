"""Requests for intervention: asked, taken up with an owner and a method, finished with what came of them (B17)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from tests.concertation.factories import accepted, make_cycle, make_request, member_reader
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_organisation
from tests.network.screens import log_in
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.concertation.actions.interventions import (
    ask_intervention,
    correct_request,
    finish_intervention,
    move_intervention,
    take_up,
)
from maillage.concertation.models import Finding, Intervention
from maillage.concertation.own_data import erase, held_about
from maillage.concertation.queries.interventions import people_inside, steps_open
from maillage.core.readers import VISITOR, works_key
from maillage.core.transitions import TransitionRefused
from maillage.mailing.models import Message
from maillage.network.models import Organisation, Space
from maillage.network.registries import desk_lines
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.thread.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(space: Space, choir: Organisation) -> Intervention:
    return make_request(space, choir, "Accueillir sans interprète")


def lines_of(who: object) -> list[str]:
    return [line.label for source in desk_lines for line in source(who, today()) if "demande" in line.label]  # type: ignore[arg-type]


# Asking


def test_a_member_asks_and_the_organisers_are_told_on_their_desk(
    member_page: Client, organiser_page: Client, space: Space, host: Organisation, choir: Organisation
) -> None:
    page = member_page.get(at("ask_intervention", space))
    typed = {
        "uid": uid_on(page),
        "title": "Accueillir sans interprète",
        "request": "Nous sommes trois à l’accueil, aucune langue commune.",
        "organisation": choir.uid,
    }
    for _time in range(2):
        assert member_page.post(at("ask_intervention", space), typed).url == at("interventions", space)  # type: ignore[attr-defined]
    made = Intervention.objects.get()
    assert (made.status, made.organisation, made.item.audience, made.item.awaits) == (
        "asked",
        choir,
        space.key,
        True,
    )
    assert made.author is not None
    assert "Accueillir sans interprète" in shown(organiser_page.get(at("interventions", space)))
    assert lines_of(organiser(space)) == ["1 demande d’intervention à lire"]
    make_request(space, choir)
    assert lines_of(organiser(space)) == ["2 demandes d’intervention à lire"]
    assert lines_of(member_reader(space, choir)) == []


def test_one_asks_for_where_one_works_and_from_inside_only(
    space: Space, choir: Organisation, school: Organisation
) -> None:
    fields = {"title": "Nous aider", "request": "Une fois"}
    outside = member_reader(make_space("Une autre"), choir)
    for by, organisation in (
        (VISITOR, choir),
        (outside, choir),
        (member_reader(space, choir), school),
    ):
        with pytest.raises(NotAllowed):
            ask_intervention(by=by, uid=new_uid(), space=space, organisation=organisation, fields=fields)  # type: ignore[arg-type]
    assert not Intervention.objects.exists()


def test_nobody_outside_knows_of_it(client: Client, asked: Intervention) -> None:
    space = asked.space
    elsewhere = log_in(worker(make_organisation("Ailleurs")))
    for visitor in (client, elsewhere):
        for url in (at("interventions", space), at("intervention", asked), at("ask_intervention", space)):
            assert visitor.get(url).status_code == 404
        assert visitor.post(at("move_intervention", asked), {"verbe": "retirer"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "obligatoire"),
        ({"request": "é" * 2001}, "2000"),
        ({"request": "Mme Fatima Benali attend depuis mars"}, "un nom de personne"),
    ],
)
def test_bad_input_is_said_beside_its_field(
    member_page: Client, space: Space, choir: Organisation, typed: dict[str, str], said: str
) -> None:
    whole = {"uid": new_uid(), "title": "Nous aider", "request": "?", "organisation": choir.uid, **typed}
    page = shown(member_page.post(at("ask_intervention", space), whole))
    assert said in page.replace(" 000", "000")
    assert 'aria-invalid="true"' in page
    assert not Intervention.objects.exists()


def test_it_is_corrected_until_somebody_answers(
    member_page: Client, asked: Intervention, host: Organisation
) -> None:
    page = member_page.get(at("correct_request", asked))
    typed = {name: page.context["form"][name].value() for name in ("version", "request")}
    assert (
        member_page.post(at("correct_request", asked), {**typed, "title": "Sans interprète"}).status_code == 302
    )
    asked.refresh_from_db()
    assert (asked.title, asked.item.title) == ("Sans interprète", "Sans interprète")
    accepted(asked, worker(host, "Chloé Dupont", coordinator=True))
    assert member_page.get(at("correct_request", asked)).status_code == 404
    with pytest.raises(ValidationError):
        correct_request(
            by=organiser(asked.space), intervention=asked, seen=asked.version, fields={"title": "?"}
        )


# Taking up


def test_a_request_is_not_accepted_without_an_owner_of_the_group_and_a_method(
    asked: Intervention, choir: Organisation
) -> None:
    by = organiser(asked.space)
    member, stranger = worker(choir), worker(make_organisation("Ailleurs"))
    for owner, method in ((member, "  "), (stranger, "Une rencontre")):
        with pytest.raises(ValidationError):
            take_up(by=by, intervention=asked, seen=1, owner=owner, method=method)
    asked.refresh_from_db()
    assert asked.status == "asked"
    with pytest.raises(NotAllowed):
        take_up(
            by=member_reader(asked.space, choir),
            intervention=asked,
            seen=1,
            owner=member,
            method="Une rencontre",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervention.objects.filter(pk=asked.pk).update(status="accepted")


def test_an_organiser_takes_it_up_on_a_screen_and_who_asked_is_written_to(
    organiser_page: Client, space: Space, choir: Organisation, host: Organisation
) -> None:
    author = worker(choir, "Une Demandeuse", email="anna@example.org")
    asked = make_request(space, choir, by=reader(author))
    owner = worker(host, "Nadia Roi", coordinator=True)
    page = organiser_page.get(at("take_up", asked))
    offered = dict(page.context["form"].fields["owner"].choices)
    assert offered[owner.uid] == "Nadia Roi (Centre des Trois-Rives)"
    typed = {"version": asked.version, "owner": owner.uid, "method": "Trois rencontres avec l’équipe"}
    assert organiser_page.post(at("take_up", asked), typed).url == at("intervention", asked)  # type: ignore[attr-defined]
    asked.refresh_from_db()
    assert (asked.status, asked.owner, asked.item.state) == ("accepted", owner, "acceptée")
    letter = Message.objects.get(purpose="intervention")
    assert letter.to_email == "anna@example.org"
    assert "est acceptée" in letter.text
    assert "Trois rencontres avec l’équipe" in letter.text
    assert at("intervention", asked) in letter.text
    assert lines_of(reader(owner))[-1:] == ["Vous répondez d’une demande acceptée"]
    assert "Trois rencontres" in shown(organiser_page.get(at("intervention", asked)))


def test_bad_choices_stay_on_the_form(organiser_page: Client, asked: Intervention) -> None:
    stranger = worker(make_organisation("Ailleurs"))
    for owner in ("", "x", stranger.uid):
        typed = {"version": 1, "owner": owner, "method": "Une rencontre"}
        page = shown(organiser_page.post(at("take_up", asked), typed))
        assert 'aria-invalid="true"' in page
        assert "Une rencontre" in page
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_in_a_restricted_group_only_those_named_may_answer_for_it(choir: Organisation) -> None:
    space = make_space("Violences", restricted=True)
    named, colleague = worker(choir, "Nommée"), worker(choir, "Collègue")
    (membership,) = seat(space, choir)
    membership.person = named
    membership.save()
    inside = set(people_inside(space, today()).values_list("pk", flat=True))
    assert named.pk in inside
    assert colleague.pk not in inside
    asked = make_request(space, choir, by=reader(named))
    with pytest.raises(ValidationError):
        accepted(asked, colleague)
    assert accepted(asked, named).status == "accepted"
    letter = Message.objects.filter(purpose="intervention").first()
    assert letter is None or letter.confined_to == space.key


def test_what_somebody_else_saved_meanwhile_is_shown_and_nothing_is_lost(
    organiser_page: Client, asked: Intervention, choir: Organisation
) -> None:
    first, second = worker(choir, "La Première"), worker(choir, "La Seconde")
    accepted(asked, first)
    typed = {"version": 1, "owner": second.uid, "method": "Un atelier"}
    page = shown(organiser_page.post(at("take_up", asked), typed))
    assert "modifié cette fiche entre-temps" in page
    assert "Trois rencontres avec l’équipe" in page
    assert "La Première" in page
    assert "Un atelier" in page
    finished = {"version": 1, "outcome": "Un carnet", "outcome_on": str(today())}
    assert "modifié cette fiche entre-temps" in shown(
        organiser_page.post(at("finish_intervention", asked), finished)
    )
    asked.refresh_from_db()
    assert (asked.owner, asked.status) == (first, "accepted")


# From state to state


def test_each_verb_belongs_to_somebody(asked: Intervention, choir: Organisation, school: Organisation) -> None:
    space = asked.space
    owner = worker(school, "Répondante")
    who_asked, other = member_reader(space, choir), member_reader(space, school)

    def verbs(by: object) -> list[str]:
        return [one.verb for one in steps_open(by, asked)]  # type: ignore[arg-type]

    assert verbs(organiser(space)) == ["accepter", "refuser", "retirer"]
    assert verbs(who_asked) == ["retirer"]
    assert verbs(other) == []
    accepted(asked, owner)
    assert verbs(reader(owner)) == ["commencer", "terminer"]
    assert verbs(who_asked) == ["retirer"]
    move_intervention(by=reader(owner), intervention=asked, verb="commencer")
    with pytest.raises(NotAllowed):
        finish_intervention(by=who_asked, intervention=asked, seen=asked.version, outcome="?", day=today())
    assert verbs(reader(owner)) == ["terminer"]
    finish_intervention(by=reader(owner), intervention=asked, seen=asked.version, outcome="Bien", day=today())
    assert verbs(organiser(space)) == []
    assert (asked.item.state, asked.item.awaits) == ("terminée", False)


def test_it_does_not_end_without_what_came_of_it(asked: Intervention, choir: Organisation) -> None:
    by = organiser(asked.space)
    with pytest.raises(TransitionRefused):
        finish_intervention(by=by, intervention=asked, seen=1, outcome="Bien", day=today())
    accepted(asked, worker(choir))
    for outcome, day in (
        (" ", today()),
        ("Bien", today() + dt.timedelta(days=1)),
        ("Bien", dt.date(2001, 1, 1)),
    ):
        with pytest.raises(ValidationError):
            finish_intervention(by=by, intervention=asked, seen=asked.version, outcome=outcome, day=day)
    with pytest.raises(TransitionRefused):
        move_intervention(by=by, intervention=asked, verb="terminer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervention.objects.filter(pk=asked.pk).update(status="done")


def test_the_owner_ends_it_on_a_screen_and_the_outcome_shows(
    asked: Intervention, school: Organisation, member_page: Client
) -> None:
    owner = worker(school, "Répondante")
    accepted(asked, owner)
    page = log_in(owner)
    form = page.get(at("finish_intervention", asked)).context["form"]
    typed = {
        "version": form["version"].value(),
        "outcome": "Un carnet d’adresses commun",
        "outcome_on": str(today()),
    }
    assert page.post(at("finish_intervention", asked), typed).status_code == 302
    assert "Un carnet d’adresses commun" in shown(member_page.get(at("intervention", asked)))
    assert member_page.get(at("finish_intervention", asked)).status_code == 404


def test_refusing_says_why_and_may_be_thought_over(
    organiser_page: Client, member_page: Client, asked: Intervention
) -> None:
    url = at("move_intervention", asked)
    organiser_page.post(url, {"verbe": "refuser", "raison": " "})
    asked.refresh_from_db()
    assert asked.status == "asked"
    assert member_page.post(url, {"verbe": "refuser", "raison": "Non"}).status_code == 404
    organiser_page.post(url, {"verbe": "refuser", "raison": "Le CPAS le fait déjà"})
    asked.refresh_from_db()
    assert (asked.status, asked.status_reason) == ("refused", "Le CPAS le fait déjà")
    assert "Le CPAS le fait déjà" in shown(member_page.get(at("intervention", asked)))
    organiser_page.post(url, {"verbe": "commencer"})
    organiser_page.post(url, {"verbe": "rouvrir"})
    asked.refresh_from_db()
    assert (asked.status, asked.status_reason, asked.item.awaits) == ("asked", "", True)


def test_who_asked_takes_it_back_and_receives_no_letter_about_it(space: Space, choir: Organisation) -> None:
    author = worker(choir, email="anna@example.org")
    asked = make_request(space, choir, by=reader(author))
    move_intervention(by=reader(author), intervention=asked, verb="retirer", reason="C’est réglé")
    assert asked.status == "withdrawn"
    assert not Message.objects.filter(purpose="intervention").exists()


def test_the_organisation_is_written_to_when_who_asked_has_left(space: Space) -> None:
    centre = make_organisation("Le Navire", email="navire@example.org")
    seat(space, centre)
    asked = make_request(space, centre)
    move_intervention(by=organiser(space), intervention=asked, verb="refuser", reason="Trop tôt")
    assert Message.objects.get(purpose="intervention").to_email == "navire@example.org"


# The list, the thread, one's own data


def test_the_list_takes_as_many_queries_for_one_as_for_three(
    member_page: Client, asked: Intervention, choir: Organisation
) -> None:
    accepted(asked, worker(choir))
    one = queries_of(member_page, at("interventions", asked.space))
    for title in ("Deux", "Trois"):
        accepted(make_request(asked.space, choir, title), worker(choir))
    assert queries_of(member_page, at("interventions", asked.space)) == one
    listed = member_page.get(at("interventions", asked.space), {"etat": "asked"}).context["listing"].rows
    assert not listed
    file = member_page.get(at("interventions", asked.space), {"format": "csv"}).content.decode("utf-8-sig")
    assert "Accueillir sans interprète" in file


def test_a_finding_may_come_of_a_request(organiser_page: Client, asked: Intervention) -> None:
    cycle = make_cycle(asked.space)
    url = f"{at('finding_from', asked.space)}?de={asked.uid}"
    page = organiser_page.get(url)
    form = page.context["form"]
    assert form["wording"].value() == "Accueillir sans interprète"
    assert page.context["screen"].back == at("intervention", asked)
    typed = {"uid": form["uid"].value(), "wording": "Personne ne traduit", "kind": "need", "cycle": cycle.uid}
    assert organiser_page.post(url, typed).status_code == 302
    made = Finding.objects.get()
    assert Link.objects.filter(source=asked.item, target=made.item, relation=Link.Relation.LED_TO).exists()


def test_a_person_takes_away_what_they_asked_and_leaves_no_name(space: Space, choir: Organisation) -> None:
    person = worker(choir, "Anna Lys")
    asked = accepted(make_request(space, choir, "Nous aider", by=reader(person)), person)
    held = held_about(person)
    assert [one["demande"] for one in held["interventions que vous avez demandées"]] == ["Nous aider"]
    assert [one["état"] for one in held["interventions dont vous répondez"]] == ["acceptée"]
    erase(person)
    asked.refresh_from_db()
    assert (asked.author, asked.owner, asked.status) == (None, None, "accepted")


def test_who_works_at_the_organisation_that_asked_follows_it(asked: Intervention, choir: Organisation) -> None:
    by = organiser(asked.space).with_keys({works_key(choir.uid)})
    assert asked in Intervention.objects.visible_to(by)
    assert asked not in Intervention.objects.visible_to(VISITOR)
