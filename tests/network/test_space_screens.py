"""The screens of spaces, walked by a visitor, a member, an organiser and a stranger (B1, B2, B11, B19)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.space_factories import kind, make_space, organiser, seat, theme, worker

from maillage.accounts.models import User
from maillage.core.readers import SYSTEM
from maillage.network.actions.steering import join_steering, leave_steering
from maillage.network.models import Membership, Organisation, Space, SpaceHost

pytestmark = pytest.mark.django_db
D = dt.date


def log_in(person: Any) -> Client:
    user = User.objects.create_user(f"{person.uid}@example.org")
    person.user = user
    person.save()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def cripel() -> Organisation:
    return make_organisation("CRIPEL", is_host=True)


@pytest.fixture
def chloe(cripel: Organisation) -> Client:
    """Coordinates for the CRIPEL."""
    return log_in(worker(cripel, "Chloé Dupont", coordinator=True))


def url(name: str, space: Space, *args: str) -> str:
    return reverse(f"network:{name}", args=[space.address, *args])


def text(response: Any) -> str:
    return str(response.content.decode())


def names(client: Client, **narrowed: str) -> list[str]:
    """The spaces of the list."""
    response = client.get(reverse("network:spaces"), narrowed)
    return [row.object.name for row in response.context["listing"].rows]


def test_the_list_is_found_from_the_theme_and_from_the_commune(client: Client) -> None:
    province = make_territory("Liège", "province")
    commune = make_territory("Seraing", "commune", province)
    elsewhere = make_territory("Namur")
    language = theme("Langues")
    fle = theme("FLE", broader=language)
    make_space("Plateforme FLE", themes=[fle], territories=[province])
    make_space("Coordination de Seraing", territories=[commune])
    make_space("Atelier culture", territories=[elsewhere], themes=[theme("Culture")])
    assert names(client, theme=language.uid) == ["Plateforme FLE"]
    assert names(client, territoire=commune.uid) == ["Coordination de Seraing", "Plateforme FLE"]
    assert names(client, territoire=province.uid) == ["Coordination de Seraing", "Plateforme FLE"]


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
        "message": "Cours du soir",
    }
    for _ in range(2):
        assert client.post(url("ask_to_join", space), typed).status_code == 302
    asked = space.memberships.get()
    assert "1 demande à répondre" in text(chloe.get(url("space", space)))
    answer = url("answer_request", space, asked.uid)
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


@pytest.mark.parametrize("page", ["spaces", "space", "space_members", "space_grid"])
def test_pages_take_as_many_queries_with_one_row_as_with_three(
    page: str, client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = make_space("Plateforme 0", territories=[make_territory("Liège")], themes=[theme("FLE")])
    address = reverse("network:spaces") if page == "spaces" else url(page, first)

    def grow(number: int) -> None:
        other = make_space(
            f"Plateforme {number}", territories=[make_territory(f"Lieu {number}")], themes=[theme("FLE")]
        )
        network, choir = make_organisation(f"Réseau {number}"), make_organisation(f"Chœur {number}")
        make_space(f"Groupe {number}", parent=first)
        seat(first, network, choir, since=D(2020, 1, 1))
        seat(other, choir, since=D(2020, 1, 1))

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    grow(1)
    client.get(address)
    once = count()
    grow(2)
    grow(3)
    client.get(address)  # what is remembered until somebody writes was forgotten
    assert count() == once
    assert SYSTEM.label


def test_pages_of_organisations_and_territories_show_the_spaces_they_have_to_do_with(client: Client) -> None:
    from maillage.network.actions.competence import declare_competence

    cripel, choir, liege = make_organisation("CRIPEL"), make_organisation("Chœur"), make_territory("Liège")
    space = make_space("Plateforme FLE", host=cripel, territories=[liege])
    seat(space, choir, since=D(2020, 1, 1))
    declare_competence(by=SYSTEM, centre=cripel, territory=liege, source="Décret", since=None)
    host_page = text(client.get(reverse("network:organisation", args=[cripel.address])))
    assert "Plateforme FLE" in host_page
    assert "Territoire de compétence" in host_page
    assert "Plateforme FLE" in text(client.get(reverse("network:organisation", args=[choir.address])))
    place = text(client.get(f"/territoires/{liege.address}/"))
    assert "Plateforme FLE" in place
    assert "Source : Décret" in place


def test_the_list_of_spaces_reads_an_index() -> None:
    from django.db import connection

    from maillage.core.readers import VISITOR
    from maillage.network.queries.spaces import spaces_on

    make_space()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = spaces_on(D(2026, 1, 1), VISITOR).order_by("sort_name", "pk")[:50].explain()
    assert "network_space_list" in plan
    assert "network_membership" in plan


def test_parameters_that_make_no_sense_are_ignored(client: Client) -> None:
    space = make_space()
    for query in (
        "territoire=%00",
        "theme=zz",
        "etat=%F0%9F%98%80",
        "au=0000-99-99",
        "page=-3",
        "tri=zzz",
        "porteur=%27",
    ):
        assert client.get(f"{reverse('network:spaces')}?{query}").status_code == 200, query
    for query in ("appel=%00", "appel=abc"):
        assert client.get(f"{url('ask_to_join', space)}?{query}").status_code == 200
    assert client.get(f"{url('space_grid', space)}?colonnes=%00").status_code == 200
    assert client.get(f"{url('space_history', space)}?page=zz").status_code == 200
