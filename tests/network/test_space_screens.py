"""The screens of spaces, walked by a visitor, a member, an organiser and a stranger (B1, B2, B11, B19)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import text, url
from tests.network.space_factories import kind, make_space, organiser, seat, theme, worker

from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.steering import join_steering, leave_steering
from maillage.network.models import Organisation, Space, SpaceHost

pytestmark = pytest.mark.django_db
D = dt.date


def test_a_space_is_created_and_what_exists_already_is_shown_first(chloe: Client, cripel: Organisation) -> None:
    fle = theme("FLE")
    make_space("Réseau FLE de Verviers", themes=[fle])
    choir = make_organisation("Chœur du Laveu")
    page = chloe.get(reverse("network:new_space"))
    form = page.context["form"]
    typed = {
        "uid": form["uid"].value(),
        "name": "Plateforme FLE",
        "kind": kind().pk,
        "themes": [fle.pk],
        "host": cripel.pk,
        "members": "Choeur du laveu\n",
        "status": "active",
    }
    asked = chloe.post(reverse("network:new_space"), typed)
    assert "Qu’existe-t-il déjà ici ?" in text(asked)
    assert "Réseau FLE de Verviers" in text(asked)
    assert "même thème : FLE" in text(asked)
    assert not Space.objects.filter(name="Plateforme FLE").exists()
    made = chloe.post(reverse("network:new_space"), {**typed, "distinct": "on"})
    space = Space.objects.get(name="Plateforme FLE")
    assert made.url == url("space", space)  # type: ignore[attr-defined]
    assert [row.organisation for row in space.memberships.all()] == [choir]
    again = chloe.post(reverse("network:new_space"), {**typed, "distinct": "on"})
    assert again.url == made.url  # type: ignore[attr-defined]
    assert "Plateforme FLE" in text(chloe.get(url("space", space)))


def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(chloe: Client, cripel: Organisation) -> None:
    answer = chloe.post(
        reverse("network:new_space"),
        {
            "name": "x" * 201,
            "kind": "99999999999999999999",
            "host": cripel.pk,
            "members": "Nulle part asbl\n\x00<script>",
            "since": "31/02/2020",
            "status": "zzz",
        },
    )
    said = text(answer)
    assert answer.status_code == 200
    assert "Nulle part asbl" in said
    assert "ce nom n’est pas connu" in said
    assert "&lt;script&gt;" in said
    assert "<script>" not in said
    assert "par exemple 31/12/2025" in said
    assert Space.objects.count() == 0


def test_emoji_and_arabic_names_live_like_others(client: Client, cripel: Organisation) -> None:
    space = make_space("🌍 منصة <b>اللغات</b>", host=cripel)
    page = text(client.get(url("space", space)))
    assert "&lt;b&gt;" in page
    assert "منصة" in page


def test_a_visitor_reads_the_page_and_has_no_way_to_write(client: Client, cripel: Organisation) -> None:
    space = make_space(host=cripel)
    assert "Demander à participer" in text(client.get(url("space", space)))
    for name in (
        "edit_space",
        "space_scope",
        "space_visibility",
        "space_steering",
        "space_mandates",
        "add_members",
    ):
        assert client.get(url(name, space)).status_code == 404
        assert client.post(url(name, space), {}).status_code == 404
    assert client.get(url("space_status", space, "close")).status_code == 404
    assert client.get(reverse("network:new_space")).status_code == 404


def test_old_slugs_redirect_and_keep_the_day(client: Client) -> None:
    space = make_space("Plateforme FLE")
    former = url("space", space)
    Space.objects.filter(pk=space.pk).update(name="Plateforme Langues")
    moved = client.get(former, {"au": "2018-06-01"})
    assert moved.status_code == 302
    assert moved.url == f"/plateformes/plateforme-langues-{space.uid}/?au=2018-06-01"  # type: ignore[attr-defined]


def test_the_page_of_the_first_of_june_2018_shows_three_pilots_and_today_s_one(client: Client) -> None:
    cai, province, clps = (
        make_organisation(name, is_host=True) for name in ("CAI", "Province de Namur", "CLPS de Namur")
    )
    ppli = make_space("PPLI", hosts=[(cai, SpaceHost.Role.LEAD)], since=D(2017, 1, 1))
    for one in (province, clps):
        host = join_steering(
            by=organiser(ppli), space=ppli, organisation=one, role=SpaceHost.Role.LEAD, since=D(2017, 1, 1)
        )
        leave_steering(by=organiser(ppli), host=host, last_day=D(2020, 12, 31))
    then = text(client.get(url("space", ppli), {"au": "2018-06-01"}))
    now = text(client.get(url("space", ppli)))
    for name in ("CAI", "Province de Namur", "CLPS de Namur"):
        assert name in then
    assert "CAI" in now
    assert "CLPS de Namur" not in now


def test_an_organiser_walks_through_every_screen(chloe: Client, cripel: Organisation) -> None:
    space = make_space(host=cripel, territories=[make_territory("Liège")])
    choir = make_organisation("Chœur")
    (membership,) = seat(space, choir)
    for name in (
        "space", "space_members", "space_grid", "space_history", "edit_space", "space_objectives", "space_scope",
        "space_visibility", "space_steering", "space_mandates", "add_members", "space_kin", "legal_person",
        "new_call", "new_subgroup",
    ):  # fmt: skip
        assert chloe.get(url(name, space)).status_code == 200, name
    for args in (
        ("space_status", "rest"),
        ("membership", membership.uid),
        ("member_place", membership.uid, "become_occasional"),
        ("leave_space", membership.uid),
        ("leave_steering", space.hosts.get().uid),
    ):
        assert chloe.get(url(args[0], space, *args[1:])).status_code == 200, args


def test_closing_asks_why_then_shows_it(chloe: Client, cripel: Organisation) -> None:
    space = make_space(host=cripel, since=D(2015, 1, 1))
    close = url("space_status", space, "close")
    assert "obligatoire" in text(chloe.post(close, {"day": "2024-06-30", "reason": ""}))
    assert "est à venir" in text(chloe.post(close, {"day": "2090-01-01", "reason": "Fin"}))
    chloe.post(close, {"day": "2024-06-30", "reason": "Reprise par le PCS"})
    page = text(chloe.get(url("space", space)))
    assert "Reprise par le PCS" in page
    assert "Rouvrir" in page
    again = text(chloe.post(close, {"day": "2024-06-30", "reason": "Fin"}))
    assert "n’est plus possible" in again


def test_two_people_edit_one_sheet_and_the_second_sees_the_first_s_change(
    chloe: Client, cripel: Organisation
) -> None:
    space = make_space("Plateforme FLE", host=cripel)
    edit = url("edit_space", space)
    typed = {"name": "Plateforme FLE", "kind": kind().pk, "version": "1"}
    chloe.post(edit, {**typed, "purpose": "Se connaître"})
    second = text(chloe.post(edit, {**typed, "purpose": "Autre but"}))
    assert "Quelqu’un a modifié cette fiche entre-temps" in second
    assert "Se connaître" in second
    assert "Autre but" in second


def test_a_space_without_a_known_territory_does_not_announce_one(client: Client) -> None:
    anywhere, here = make_space("Plateforme FLE"), make_space("Logement", scope_wording="la zone de Laeken")
    assert "Territoire\N{NO-BREAK SPACE}:" not in text(client.get(url("space", anywhere)))
    assert "la zone de Laeken" in text(client.get(url("space", here)))


def test_changing_the_territory_begins_with_the_present_one(chloe: Client, cripel: Organisation) -> None:
    space = make_space("Les enfants", host=cripel, scope_wording="la zone de Laeken")
    shown = text(chloe.get(url("space_scope", space)))
    assert "Aujourd’hui\u00a0: la zone de Laeken." in shown


def test_a_pilot_where_nobody_may_organise_is_said_to_be(chloe: Client, cripel: Organisation) -> None:
    space, choir = make_space(host=cripel), make_organisation("Chœur")
    join_steering(
        by=organiser(space), space=space, organisation=choir, role=SpaceHost.Role.CO_LEAD, since=D(2020, 1, 1)
    )
    said = "Personne n’y peut encore gérer l’espace"
    assert text(chloe.get(url("space_steering", space))).count(said) == 1
    give_mandate(
        by=organiser(space), space=space, role="bureau", person=worker(choir, "Anna Lys"), organisation=choir,
        since=D(2020, 1, 1),
    )  # fmt: skip
    assert said not in text(chloe.get(url("space_steering", space)))
