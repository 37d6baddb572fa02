"""Networks of networks, kin, legal persons, calls, axes, competence, external seats (A11, A12, B11, B14-B21, G21)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import axis, kind, make_space, organiser, seat, theme, worker

from maillage.core.readers import COORDINATORS, MEMBERS, SYSTEM, VISITOR, Reader, works_key
from maillage.network.actions.axes import end_axis, set_axis
from maillage.network.actions.competence import declare_competence, end_competence
from maillage.network.actions.external import report_back, take_seat
from maillage.network.actions.kinship import become_legal_person, link_sister
from maillage.network.models import SpaceLink
from maillage.network.panels import desk_lines_of_spaces
from maillage.network.queries.axes import axis_matrix
from maillage.network.queries.competence import competent_for
from maillage.network.queries.external import late_seats, months_after
from maillage.network.queries.members import reach_of
from maillage.network.queries.similar import similar_spaces
from maillage.network.queries.space_page import space_page
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
D = dt.date
QUARTERS = (
    "Saint-Léonard", "Bressoux-Droixhe", "Outremeuse", "Sainte-Walburge", "Amercœur-Longdoz", "Sainte-Marguerite",
    "Vennes-Fétinne",
)  # fmt: skip


def test_seven_coordinations_open_their_members_and_nobody_counts_twice(client: Client) -> None:
    """« Chaque coordination représente le tissu associatif de son quartier » (A12)."""
    platform = make_space("Plateforme des coordinations de quartiers")
    shared = make_organisation("Régie de quartier")
    for quarter in QUARTERS:
        coordination = make_organisation(f"Coordination de {quarter}")
        own = make_space(f"Réseau de {quarter}", kind=kind("coordination-quartier"))
        become_legal_person(by=organiser(own), space=own, organisation=coordination, since=None)
        seat(own, shared, make_organisation(f"Maison des jeunes de {quarter}"))
        seat(platform, coordination)
    reach = reach_of(platform, D(2100, 1, 1), VISITOR)
    assert (len(reach.direct), len(reach.networks), len(reach.others), reach.total) == (7, 7, 8, 15)
    page = text(client.get(reverse("network:space_members", args=[platform.address])))
    assert "15 organisations" in page
    assert page.count("ses membres") == 7


def test_the_number_of_members_on_the_list_matches_the_list_behind_it(client: Client) -> None:
    space = make_space()
    seat(space, *(make_organisation() for _ in range(3)))
    hidden = make_organisation("Cachée", audience=MEMBERS)
    seat(space, hidden)
    row = client.get(reverse("network:spaces")).context["listing"].rows[0].object
    members = client.get(reverse("network:space_members", args=[space.address]))
    assert row.member_count == members.context["listing"].count == 3


def test_sister_platforms_see_each_other() -> None:
    brussels, liege = make_space("Plateforme bruxelloise"), make_space("Plateforme liégeoise")
    link_sister(by=organiser(liege), space=liege, other=brussels, kind=SpaceLink.Kind.CONTINUES)
    today = D(2100, 1, 1)
    (mine,) = space_page(liege, VISITOR, today).kin
    (theirs,) = space_page(brussels, VISITOR, today).kin
    assert (mine.words, mine.other) == ("prolonge", brussels)
    assert (theirs.words, theirs.other) == ("se prolonge dans", liege)


def test_a_sister_platform_is_named_after_a_colon(client: Client) -> None:
    """« est l’exemple de : Atelier culture »: no elision to get wrong."""
    culture, liege = make_space("Atelier culture"), make_space("Plateforme liégeoise")
    link_sister(by=organiser(liege), space=liege, other=culture, kind=SpaceLink.Kind.TWIN)
    shown = client.get(reverse("network:space", args=[liege.address])).content.decode()
    assert "\u00a0:</span> <a" in shown


def test_from_a_theme_and_a_territory_existing_spaces_come_ranked_with_their_reason() -> None:
    city = make_territory("Bruxelles")
    laeken, marolles = make_territory("Laeken", "quarter", city), make_territory("Marolles", "quarter", city)
    childhood = theme("Petite enfance")
    here = make_space("Coordination de Laeken", territories=[laeken], themes=[childhood])
    wide = make_space("Réseau bruxellois", territories=[city], themes=[childhood])
    make_space("Coordination des Marolles", territories=[marolles], themes=[theme("Santé")])
    found = similar_spaces(reader=VISITOR, themes=[childhood], territories=[laeken])
    assert [one.space for one in found] == [here, wide]
    assert found[0].reasons == ["même thème : Petite enfance", "même territoire"]
    assert found[1].reasons == [
        "même thème : Petite enfance",
        "sur un territoire plus large, qui le comprend",
    ]


def test_the_fle_platform_works_within_the_axis_of_housing_because_somebody_said_so() -> None:
    """The mapping is arbitrary and local: never inferred from names (DOMAIN 0.4)."""
    fle = make_space("Plateforme FLE")
    housing = axis("Accès au logement")
    row = set_axis(by=organiser(fle), space=fle, axis=housing, since=D(2014, 1, 1), source="CRIPEL")
    assert set_axis(by=organiser(fle), space=fle, axis=housing, since=D(2015, 1, 1)) == row
    end_axis(by=organiser(fle), row=row, last_day=D(2019, 12, 31))

    def linked(day: dt.date) -> int:
        return axis_matrix(housing.scheme, VISITOR, day, url="/").count

    assert [linked(D(2013, 12, 31)), linked(D(2018, 6, 1)), linked(D(2020, 1, 1))] == [0, 1, 0]
    with pytest.raises(ValidationError, match="Choisissez un axe"):
        set_axis(by=organiser(fle), space=fle, axis=kind(), since=None)


def test_a_cell_of_the_matrix_is_ticked_by_the_organiser_only(client: Client) -> None:
    cripel = make_organisation("CRIPEL", is_host=True)
    fle, other = make_space("Plateforme FLE", host=cripel), make_space("Autre")
    housing = axis("Logement")
    set_axis(by=organiser(other), space=other, axis=housing, since=None)
    chloe = log_in(worker(cripel, coordinator=True))
    page = reverse("network:axes") + f"?cadre={housing.scheme.code}"
    assert chloe.post(page, {"cell": f"{fle.uid}:{housing.uid}:on"}).status_code == 302
    assert fle.axes.count() == 1
    assert chloe.post(page, {"cell": f"{other.uid}:{housing.uid}:off"}).status_code == 404
    assert client.post(page, {"cell": f"{fle.uid}:{housing.uid}:off"}).status_code == 404
    assert text(client.get(page)).count("Relier") == 0


def test_entering_a_commune_shows_the_competent_centre_at_a_date() -> None:
    province = make_territory("Liège", "province")
    seraing = make_territory("Seraing", "commune", province)
    verviers = make_territory("Verviers", "commune", province)
    cripel, crvi = make_organisation("CRIPEL"), make_organisation("CRVI")
    wide = declare_competence(
        by=SYSTEM, centre=cripel, territory=province, source="Décret", since=D(1997, 1, 1)
    )
    declare_competence(by=SYSTEM, centre=crvi, territory=verviers, source="Décret", since=D(2000, 1, 1))

    def centre(place: Any, day: dt.date) -> list[str]:
        return [row.centre.name for row in competent_for(place, VISITOR, day)]

    assert centre(seraing, D(2010, 1, 1)) == ["CRIPEL"]
    assert centre(verviers, D(1999, 1, 1)) == ["CRIPEL"]
    assert centre(verviers, D(2010, 1, 1)) == ["CRVI"]
    end_competence(by=SYSTEM, row=wide, last_day=D(2020, 12, 31))
    assert centre(seraing, D(2021, 1, 1)) == []


def test_a_competence_without_a_source_or_twice_is_refused() -> None:
    namur, cai = make_territory("Namur", "province"), make_organisation("CAI")
    with pytest.raises(ValidationError, match="ne se devine pas"):
        declare_competence(by=SYSTEM, centre=cai, territory=namur, source=" ", since=None)
    declare_competence(by=SYSTEM, centre=cai, territory=namur, source="CAI", since=None)
    with pytest.raises(ValidationError, match="déjà noté compétent"):
        declare_competence(
            by=SYSTEM, centre=make_organisation(), territory=namur, source="?", since=D(2020, 1, 1)
        )
    with pytest.raises(NotAllowed):
        declare_competence(by=VISITOR, centre=cai, territory=namur, source="x", since=None)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (D(2026, 8, 31), 6, D(2027, 2, 28)),
        (D(2026, 1, 15), 12, D(2027, 1, 15)),
        (D(2023, 11, 30), 3, D(2024, 2, 29)),
        (D(2026, 12, 1), 1, D(2027, 1, 1)),
    ],
)
def test_months_are_counted_on_the_calendar(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_after(day, months) == expected


def test_a_seat_elsewhere_asks_for_a_report_until_one_is_filed() -> None:
    """« investir des espaces de concertation existant pour y apporter l’expertise du CAI » (B20)."""
    cai = make_organisation("CAI", is_host=True)
    by = Reader(
        keys=frozenset({"public", MEMBERS, COORDINATORS, works_key(cai.uid)}), uid="abcd2345", label="Anna"
    )
    chosen = take_seat(
        by=by,
        uid=new_uid(),
        organisation=cai,
        body="Comité d’accompagnement du PCS de Namur",
        fields={"report_every": 6, "valid_from": D(2025, 1, 10)},
    )
    assert late_seats(by, D(2025, 7, 10)) == []
    assert [seat for seat, _ in late_seats(by, D(2025, 7, 11))] == [chosen]
    (line,) = desk_lines_of_spaces(by, D(2025, 7, 11))
    assert (line.label, line.late) == ("Rapport attendu : Comité d’accompagnement du PCS de Namur", True)
    report_back(by=by, uid=new_uid(), seat=chosen, day=D(2025, 7, 1), text="On y parle de logement.")
    assert late_seats(by, D(2025, 12, 31)) == []
    assert late_seats(VISITOR, D(2030, 1, 1)) == []


def test_external_seats_are_not_a_public_page(client: Client) -> None:
    cai = make_organisation("CAI", is_host=True)
    chloe = log_in(worker(cai, coordinator=True))
    assert client.get(reverse("network:seats")).status_code == 404
    form = chloe.get(reverse("network:new_seat")).context["form"]
    made = chloe.post(
        reverse("network:new_seat"),
        {"uid": form["uid"].value(), "body": "PCS de Namur", "organisation": cai.pk, "report_every": 6},
    )
    assert "PCS de Namur" in text(chloe.get(made.url))  # type: ignore[attr-defined]
    assert client.get(made.url).status_code == 404  # type: ignore[attr-defined]
    filed = chloe.post(made.url, {"day": "2026-01-10", "text": "À retenir : le logement"})  # type: ignore[attr-defined]
    assert filed.status_code == 302
    assert "À retenir" in text(chloe.get(made.url))  # type: ignore[attr-defined]
    assert "PCS de Namur" in text(chloe.get(reverse("network:seats")))


def test_an_open_call_has_a_page_that_visitors_answer(client: Client) -> None:
    cripel = make_organisation("CRIPEL", is_host=True)
    space = make_space("Lutte contre le racisme", host=cripel, status="planned")
    chloe = log_in(worker(cripel, coordinator=True))
    form = chloe.get(reverse("network:new_call", args=[space.address])).context["form"]
    typed = {
        "uid": form["uid"].value(),
        "text": "Qui veut en être ?",
        "opens_on": "2016-09-01",
        "closes_on": "2099-09-30",
    }
    made = chloe.post(reverse("network:new_call", args=[space.address]), typed)
    page = text(client.get(made.url))  # type: ignore[attr-defined]
    assert "Qui veut en être ?" in page
    assert "Je souhaite participer" in page
    wrong = chloe.post(
        reverse("network:new_call", args=[space.address]), {**typed, "uid": "", "closes_on": "2015-01-01"}
    )
    assert "avant de s’ouvrir" in text(wrong)


def test_competence_is_noted_on_a_screen_all_or_nothing() -> None:
    host = make_organisation("CRI", is_host=True)
    chloe = log_in(worker(host, coordinator=True))
    make_territory("Seraing")
    huy = make_territory("Huy")
    declare_competence(by=SYSTEM, centre=host, territory=huy, source="x", since=None)
    page = reverse("network:new_competence")
    typed = {"centre": "CRI", "territories": "Seraing\nHuy", "source": "Arrêté", "since": ""}
    assert "déjà noté compétent" in text(chloe.post(page, typed))
    assert host.competences.count() == 1
    assert chloe.post(page, {**typed, "territories": "Seraing"}).status_code == 302
    listed = text(Client().get(reverse("network:competences")))
    assert "Seraing" in listed
    assert "Mettre fin" not in listed
