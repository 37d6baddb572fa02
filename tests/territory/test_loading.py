"""The reference data: what the official sources say of the Belgian territory, and what loading it again leaves alone."""

import datetime as dt

import pytest
from tests.territory.conftest import place

from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.loading import load_reference
from maillage.territory.models import (
    Containment,
    Figure,
    FigureSource,
    FormerCode,
    PostalCode,
    Territory,
    ZonePart,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
Level = Territory.Level


def test_the_country_has_565_communes_since_2025() -> None:
    """Statbel: 285 in Flanders, 261 in Wallonia, 19 in Brussels; 10 provinces; 43 arrondissements."""

    def communes_of(region: str) -> int:
        return Containment.objects.filter(whole__code=region, part__level=Level.COMMUNE).count()

    assert Territory.objects.filter(level=Level.COMMUNE).count() == 565
    assert [communes_of(region) for region in ("02000", "03000", "04000")] == [285, 261, 19]
    assert Territory.objects.filter(level=Level.PROVINCE).count() == 10
    assert Territory.objects.filter(level=Level.ARRONDISSEMENT).count() == 43


def test_a_commune_knows_its_names_codes_and_parents() -> None:
    louviere, liege = place("58001"), place("62063")

    assert list(louviere.former_codes.values_list("code", "effective")) == [("55022", dt.date(2019, 1, 1))]
    assert liege.names == {"nl": "Luik", "de": "Lüttich"}
    assert louviere.parent == place("58000")
    assert PostalCode.objects.filter(code="4101", territory__code="62096").exists()


def test_merged_communes_lead_to_the_one_of_today() -> None:
    """Bastogne and Bertogne are one commune since 2 December 2024."""
    codes = FormerCode.objects.filter(territory__code="82039").order_by("code")

    assert [(former.code, former.effective) for former in codes] == [
        ("82003", dt.date(2024, 12, 2)),
        ("82005", dt.date(2024, 12, 2)),
    ]


def test_former_communes_are_quarters_and_what_cannot_be_located_is_left_out() -> None:
    assert place("92094B").name == "Jambes"
    assert place("92094B").parent == place("92094")
    assert place("63012A").name == "Büllingen"
    assert not Territory.objects.filter(sort_name__contains="non localisable").exists()
    assert not Territory.objects.filter(name__contains="+").exists()


def test_every_walloon_and_brussels_commune_has_a_shape() -> None:
    without = Containment.objects.filter(
        whole__code__in=["03000", "04000"], part__level=Level.COMMUNE, part__shape__isnull=True
    )

    assert not without.exists()


def test_the_figures_of_2015_are_those_of_statbel() -> None:
    """Statbel, structure of the population on 1 January 2015: 11,209,044 in the country; La Louvière 80,375 and 13,864."""
    on_day = Figure.objects.filter(day=dt.date(2015, 1, 1))

    assert sum(on_day.filter(group="total").values_list("value", flat=True)) == 11_209_044
    assert {one.group: one.value for one in on_day.filter(territory__code="58001")} == {
        "total": 80_375,
        "foreign": 13_864,
    }


def test_later_figures_are_flagged_as_a_sample() -> None:
    sample = FigureSource.objects.filter(sample=True).values_list("day__year", flat=True)

    assert sorted(sample) == [2020, 2021]


def test_loading_again_changes_nothing() -> None:
    before = (Territory.objects.count(), Figure.objects.count(), Containment.objects.count())

    assert load_reference() == "à jour"
    assert (Territory.objects.count(), Figure.objects.count(), Containment.objects.count()) == before


def test_what_somebody_added_or_edited_survives_another_load() -> None:
    Territory.objects.create(level=Level.QUARTER, name="Laeken", parent=place("21004"))
    Territory.objects.filter(code="11002-Z").update(name="Anvers-Centre", version=2)

    load_reference()

    assert Territory.objects.filter(name="Laeken").exists()
    assert place("11002-Z").name == "Anvers-Centre"


def test_a_quarter_is_inside_its_commune_its_province_and_the_zone_made_of_the_commune() -> None:
    zone = Territory.objects.create(level=Level.ZONE, name="Basse-Sambre")
    ZonePart.objects.create(zone=zone, part=place("92140"))
    ended = Territory.objects.create(level=Level.ZONE, name="Zone d’autrefois")
    ZonePart.objects.create(zone=ended, part=place("92140"), valid_to=dt.date(2015, 12, 31))

    rebuild_containment()

    wholes = set(Containment.objects.filter(part=place("92140E")).values_list("whole__name", flat=True))
    assert {"Jemeppe-sur-Sambre", "Province de Namur", "Région wallonne", "Belgique", "Basse-Sambre"} <= wholes
    assert "Zone d’autrefois" not in wholes
