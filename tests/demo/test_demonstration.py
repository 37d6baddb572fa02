"""The demonstration says of real networks what the texts say, and nothing of the invented one leaks into them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F

from maillage.accounts.models import User
from maillage.cadastre.queries.coverage import Wish, coverage_of, levels_in_order
from maillage.cadastre.queries.grounds import ground_of
from maillage.cadastre.queries.stock import stock_on
from maillage.core.readers import SYSTEM, VISITOR
from maillage.demo.actions import demo_is_loaded
from maillage.network.models import CampaignSheet, Membership, Organisation, Space, SpaceAxis
from maillage.network.queries.competence import competent_for
from maillage.records.clock import today
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db


def _space(name: str, host: str) -> Space:
    return Space.objects.get(name=name, hosts__organisation__short_name=host)


def _hosts(space: Space, day: dt.date) -> set[str]:
    return {host.organisation.name for host in space.hosts.as_of(day).select_related("organisation")}


def test_the_steering_of_the_ppli_had_three_pilots_on_1_june_2018_and_has_one_today() -> None:
    steering = Space.objects.get(name="Pilotage du PPLI de la province de Namur")
    assert _hosts(steering, dt.date(2018, 6, 1)) == {
        "Centre d’Action Interculturelle de la province de Namur",
        "Province de Namur",
        "Centre local de promotion de la santé de Namur",
    }
    assert _hosts(steering, today()) == {"Centre d’Action Interculturelle de la province de Namur"}


def test_liege_ties_each_platform_to_the_axis_that_its_text_says() -> None:
    """Arbitrary and local: FLE goes with housing, social services with health (DOMAIN fact 4)."""
    ties = SpaceAxis.objects.filter(space__hosts__organisation__short_name="CRIPEL")
    assert {(tie.space.name, tie.axis.notation) for tie in ties.select_related("space", "axis")} == {
        ("Plateforme ISP", "axe 1"),
        ("Plateforme Français langue étrangère", "axe 2"),
        ("Plateforme Services sociaux et droit des étrangers", "axe 3"),
        ("Plateforme Citoyenneté", "axe 4"),
    }


def test_seven_quarter_coordinations_sit_in_the_platform_that_became_an_asbl() -> None:
    quarters = Space.objects.get(name="Coordinations de quartiers de Liège")
    assert quarters.memberships.count() == 7
    assert quarters.legal_person is not None
    assert quarters.legal_person.name == "Plateforme Liégeoise des Coordinations de Quartiers"


def test_laeken_keeps_the_three_zones_that_came_before_the_one() -> None:
    platform = Space.objects.get(name="Plateforme « Les enfants d’abord »")
    scopes = list(platform.scopes.order_by("valid_from"))
    names = [sorted(scope.territories.values_list("name", flat=True)) for scope in scopes]
    assert sorted(names, key=len) == [["Laeken"], ["Laeken", "Marolles", "Senne"]]
    assert "familles monoparentales" in " ".join(scope.reason for scope in scopes)
    assert platform.mandates.count() == 8


@pytest.mark.parametrize(
    ("commune", "centre"), [("62063", "CRIPEL"), ("61031", "CRIPEL"), ("92094", "CAI"), ("58001", "")]
)
def test_a_competent_centre_is_named_only_where_a_source_names_it(commune: str, centre: str) -> None:
    found = competent_for(Territory.objects.as_of().get(code=commune), VISITOR, today())
    assert [row.centre.short_name for row in found] == ([centre] if centre else [])


def test_the_invented_platforms_have_the_sizes_of_the_real_ones() -> None:
    sizes = {
        name: _space(name, "Trois-Rives").memberships.sitting(today()).count()
        for name in ("Plateforme Français langue étrangère", "Plateforme Insertion socioprofessionnelle")
    }
    assert sizes == {
        "Plateforme Français langue étrangère": 41,
        "Plateforme Insertion socioprofessionnelle": 20,
    }


def test_about_a_hundred_invented_operators_some_elsewhere_and_fifteen_groups() -> None:
    """Fourteen more stand where the offers of the demonstration go beyond the four arrondissements."""
    invented = Organisation.objects.filter(presentation__startswith="Organisation inventée")
    assert 95 + 14 <= invented.count() <= 105 + 14
    groups = Space.objects.filter(hosts__organisation__short_name="Trois-Rives")
    assert groups.filter(legal_person__isnull=True).count() == 15


def test_real_organisations_have_no_invented_people_and_real_spaces_no_invented_members() -> None:
    real = Organisation.objects.filter(presentation__contains="Source :")
    assert real.count() >= 25
    assert not real.filter(posts__isnull=False).exists()
    invented = Organisation.objects.exclude(pk__in=real)
    assert not Membership.objects.filter(
        organisation__in=invented, space__hosts__organisation__in=real
    ).exists()


def test_the_restricted_workshop_is_there_for_its_members_only() -> None:
    workshop = Space.objects.get(name="Atelier pratiques convictionnelles", restricted=True)
    assert workshop not in Space.objects.visible_to(VISITOR)
    assert workshop.memberships.count() == 8


def test_the_campaign_waits_for_the_newcomer() -> None:
    waiting = CampaignSheet.objects.get(organisation__name="Les Mots Passeurs")
    assert (waiting.answer, waiting.sent_at is not None) == ("", True)
    assert CampaignSheet.objects.filter(answer="confirmed").count() == 8


def test_every_address_is_one_that_can_belong_to_nobody() -> None:
    addresses = [*Organisation.objects.exclude(email="").values_list("email", flat=True)]
    addresses += User.objects.values_list("email", flat=True)
    assert addresses
    assert all(address.endswith(".example.org") for address in addresses)


def test_a_second_start_loads_nothing_again() -> None:
    assert demo_is_loaded()


def test_verviers_in_2013_wanted_549_places_and_had_322() -> None:
    """RTBF, id 8927454 (DOMAIN 2.9): the number that a cadastre must be able to produce."""
    day = dt.date(2013, 12, 31)
    verviers = Territory.objects.get(code="63079")
    found = coverage_of(ground_of(verviers, day), Wish(), stock_on(day), VISITOR, levels_in_order())
    total = found.table.total
    assert (total.wanted, total.places, total.missing) == (549, 322, 227)


def test_gaps_of_the_invented_centre_differ_by_commune_and_level() -> None:
    ground = ground_of(Territory.objects.get(name="Trois-Rives (exemple)"), today())
    found = coverage_of(ground, Wish(), stock_on(today()), SYSTEM, levels_in_order())
    asked = [line for line in found.table.lines if line.total.wanted]
    assert len(asked) >= 8
    assert len({line.total.wanted for line in asked}) >= 6
    assert len({cell.wanted for line in asked for cell in line.cells}) >= 10


def test_what_is_loaded_after_a_confirmation_does_not_make_the_sheet_look_checked_today() -> None:
    """Sheets are of all ages: the list of the directory says so, and some wait to be confirmed (row A9)."""
    confirmed = Organisation.objects.filter(confirmed_at__isnull=False)
    assert not confirmed.filter(checked_on__gt=F("confirmed_at__date")).exists()
    assert confirmed.filter(checked_on__lte=today() - dt.timedelta(days=366)).count() >= 10
