"""Members of a space: many at once, asking, answering, changing place, leaving, following departures (A12, B1, B14)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.core.readers import SYSTEM, VISITOR, Reader, works_key
from maillage.network.actions.calls import publish_call
from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.memberships import add_members, change_place, leave_space, name_representatives
from maillage.network.actions.posts import leave_organisation
from maillage.network.actions.requests import (
    accept_request,
    answer_invitation,
    ask_to_join,
    decline_request,
)
from maillage.network.models import Mandate, Membership
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
D = dt.date
Status = Membership.Status


def test_forty_operators_are_added_at_once_and_none_twice() -> None:
    space = make_space()
    operators = [make_organisation() for _ in range(5)]
    seat(space, *operators[:2])
    added = seat(space, *operators, operators[0])
    assert [row.organisation for row in added] == operators[2:]
    assert space.memberships.count() == 5


def test_the_database_holds_one_open_membership_of_a_space_and_member() -> None:
    space, choir = make_space(), make_organisation()
    seat(space, choir)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(space=space, organisation=choir)


def test_a_member_comes_back_and_history_keeps_both_periods() -> None:
    space, choir = make_space(), make_organisation()
    (first,) = seat(space, choir, since=D(2018, 1, 1))
    leave_space(by=organiser(space), membership=first, last_day=D(2020, 12, 31), reason="Plus de moyens")
    seat(space, choir, since=D(2023, 5, 2))
    sitting = Membership.objects.sitting
    assert [
        space in [row.space for row in sitting(day)] for day in (D(2019, 1, 1), D(2022, 1, 1), D(2024, 1, 1))
    ] == [
        True,
        False,
        True,
    ]


def test_the_member_itself_may_leave_a_stranger_may_not_make_it_leave() -> None:
    space, choir, other = make_space(), make_organisation(), make_organisation()
    (membership,) = seat(space, choir, since=D(2018, 1, 1))
    with pytest.raises(NotAllowed):
        leave_space(by=reader(worker(other)), membership=membership, last_day=D(2026, 1, 1))
    leave_space(by=reader(worker(choir)), membership=membership, last_day=D(2026, 1, 1))
    assert membership.valid_to == D(2026, 1, 1)


def test_leaving_ends_the_charges_held_there() -> None:
    space, choir = make_space(), make_organisation()
    (membership,) = seat(space, choir, since=D(2018, 1, 1))
    mandate = give_mandate(
        by=organiser(space), space=space, role=Mandate.Role.BUREAU, organisation=choir, since=D(2019, 1, 1)
    )
    leave_space(by=organiser(space), membership=membership, last_day=D(2026, 1, 1))
    mandate.refresh_from_db()
    assert mandate.valid_to == D(2026, 1, 1)


def test_a_member_becomes_occasional_on_a_day() -> None:
    space, choir = make_space(), make_organisation()
    (membership,) = seat(space, choir, since=D(2018, 1, 1))
    change_place(by=organiser(space), membership=membership, verb="become_occasional", day=D(2025, 9, 1))
    rows = space.memberships.order_by("valid_from").values_list("status", "valid_from", "valid_to")
    assert list(rows) == [
        ("member", D(2018, 1, 1), D(2025, 8, 31)),
        ("occasional", D(2025, 9, 1), None),
    ]


def test_only_colleagues_sit_for_an_organisation() -> None:
    space, choir = make_space(), make_organisation("Chœur")
    (membership,) = seat(space, choir)
    with pytest.raises(ValidationError, match="ne travaille pas chez Chœur"):
        name_representatives(
            by=organiser(space), membership=membership, person=worker(make_organisation()), deputy=None
        )


def _ask(space, **fields) -> Membership:  # type: ignore[no-untyped-def]
    given = {"by": VISITOR, "name": "Zoé Lambert", "email": "zoe@example.org"}
    return ask_to_join(
        **{**given, "uid": new_uid(), "space": space, "organisation_name": "La Passerelle", **fields}
    )


def test_a_visitor_asks_is_welcomed_and_becomes_the_titulaire() -> None:
    space, passerelle = make_space(), make_organisation("La Passerelle")
    asked = _ask(space, message="Nous donnons des cours du soir.")
    assert asked.status == Status.REQUESTED
    accepted = accept_request(
        by=organiser(space), membership=asked, verb="welcome", answer="Bienvenue !", organisation=passerelle
    )
    assert (accepted.status, accepted.organisation) == (Status.MEMBER, passerelle)
    assert accepted.person is not None
    assert (accepted.person.given_name, accepted.person.family_name) == ("Zoé", "Lambert")
    assert (accepted.applicant_name, accepted.applicant_email) == ("", "")


def test_a_request_from_someone_unknown_needs_an_organisation_to_be_welcomed() -> None:
    space = make_space()
    with pytest.raises(ValidationError, match="Choisissez l’organisation"):
        accept_request(by=organiser(space), membership=_ask(space), verb="welcome", answer="")


def test_asking_twice_with_one_address_is_one_request() -> None:
    space = make_space()
    assert _ask(space) == _ask(space, email="ZOE@example.org")
    assert space.memberships.count() == 1


def test_a_no_comes_with_a_word_and_nothing_personal_is_kept() -> None:
    space = make_space()
    asked = _ask(space)
    with pytest.raises(ValidationError, match="Écrivez un mot"):
        decline_request(by=organiser(space), membership=asked, answer=" ")
    declined = decline_request(by=organiser(space), membership=asked, answer="Le groupe est complet.")
    assert declined.status == Status.DECLINED
    assert declined.applicant_email == ""


def test_an_answered_request_is_not_answered_again() -> None:
    from maillage.core.transitions import TransitionRefused

    space = make_space()
    asked = _ask(space)
    decline_request(by=organiser(space), membership=asked, answer="Non merci")
    with pytest.raises(TransitionRefused):
        accept_request(
            by=organiser(space), membership=asked, verb="welcome", answer="", organisation=make_organisation()
        )


def test_nobody_asks_to_join_what_they_may_not_see() -> None:
    with pytest.raises(NotAllowed):
        _ask(make_space(restricted=True))


def test_an_invited_organisation_says_yes() -> None:
    space, choir = make_space(), make_organisation()
    (invited,) = add_members(
        by=organiser(space), space=space, organisations=[choir], status=Status.INVITED, since=today()
    )
    by = Reader(keys=frozenset({"public", works_key(choir.uid)}), label="Anna")
    assert answer_invitation(by=by, membership=invited, verb="welcome").status == Status.MEMBER


def test_an_open_call_collects_answers_between_its_two_days() -> None:
    space = make_space("Lutte contre le racisme", status="planned")
    call = publish_call(
        by=organiser(space),
        uid=new_uid(),
        space=space,
        text="Qui veut en être ?",
        opens_on=today(),
        closes_on=today(),
    )
    assert _ask(space, call=call).call == call
    call.closes_on = today() - dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="clos"):
        _ask(space, call=call, email="other@example.org")


def test_a_departure_ends_mandates_and_a_colleague_takes_over() -> None:
    space, cpas = make_space(), make_organisation("CPAS")
    anna, bob = worker(cpas), worker(cpas)
    (membership,) = seat(space, cpas, since=D(2018, 1, 1))
    name_representatives(by=organiser(space), membership=membership, person=anna, deputy=None)
    mandate = give_mandate(
        by=organiser(space),
        space=space,
        role=Mandate.Role.BUREAU,
        person=anna,
        organisation=cpas,
        since=D(2019, 1, 1),
    )
    heir = bob.posts.get()
    leave_organisation(
        by=SYSTEM,
        person=anna,
        organisation=cpas,
        day=D(2026, 5, 31),
        hand_over={
            ("spaces", f"mandate:{mandate.uid}"): heir,
            ("spaces", f"membership:{membership.uid}"): heir,
        },
    )
    mandate.refresh_from_db()
    membership.refresh_from_db()
    new = space.mandates.get(person=bob)
    assert (mandate.valid_to, new.valid_from) == (D(2026, 5, 31), D(2026, 6, 1))
    assert membership.person == bob


def test_a_person_takes_their_places_along_and_erasure_never_opens_a_restricted_space() -> None:
    from maillage.network.actions.space_personal import erase_places, export_places

    atelier, cpas = make_space("Atelier", restricted=True), make_organisation("CPAS")
    anna, carl = worker(cpas, email="anna@example.org"), worker(cpas)
    (membership,) = seat(atelier, cpas, since=D(2020, 1, 1))
    name_representatives(by=organiser(atelier), membership=membership, person=anna, deputy=None)
    give_mandate(
        by=organiser(atelier), space=atelier, role=Mandate.Role.EXPERT, person=anna, since=D(2021, 1, 1)
    )
    assert [line["place"] for line in export_places(anna)] == ["membre", "personne-ressource"]
    _ask(make_space(), email="anna@example.org")
    erase_places(anna)
    assert not Mandate.objects.filter(person=anna).exists()
    assert not Membership.objects.filter(applicant_email="anna@example.org").exists()
    assert atelier.key not in reader(carl).keys
