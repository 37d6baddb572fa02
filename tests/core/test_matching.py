"""Same organisation? Same person? Reasons that a coordinator would give."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.matching import Candidate, Identity, Matcher, Relation
from maillage.core.matching.names import Rarity, nearness
from maillage.core.matching.people import PersonIdentity, same_person

LIEGE, NAMUR = 1, 2
KNOWN = [
    Identity(
        "mots",
        "Les Mots passeurs asbl",
        emails=("info@mots.example.org",),
        phones=("04 221 12 12",),
        place=LIEGE,
    ),
    Identity("cai", "Centre d’action interculturelle", ("CAI",), bce="0409500148", place=NAMUR),
    Identity("commune", "Ville de Liège", bce="0207343933", emails=("accueil@liege.example.org",), place=LIEGE),
    Identity("pcs", "Plan de cohésion sociale", bce="0207343933", place=LIEGE, part_of="commune"),
    Identity("relais-l", "Le Relais", place=LIEGE),
    Identity(
        "maison", "Maison de quartier Sainte-Marguerite", website="https://www.smarg.example.org", place=LIEGE
    ),
]


def best(name: str, **more: object) -> Candidate | None:
    found = Matcher.of(KNOWN).candidates(Identity("nouvelle", name, **more))  # type: ignore[arg-type]
    return found[0] if found else None


def test_the_same_name_in_the_same_commune_is_very_likely() -> None:
    candidate = best("LES MOTS-PASSEURS", place=LIEGE)
    assert candidate is not None
    assert candidate.key == "mots"
    assert candidate.is_very_likely
    assert candidate.reasons == ("même nom, même commune",)


def test_the_same_name_in_another_commune_is_no_duplicate() -> None:
    assert best("Le Relais", place=NAMUR) is None


def test_a_misspelt_name_in_the_same_commune_is_possible() -> None:
    candidate = best("Maison de quartier Ste Margueritte", place=LIEGE)
    assert candidate is not None
    assert candidate.key == "maison"
    assert "même commune" in candidate.reasons[0]


def test_the_same_bce_number_and_name_are_the_same_organisation() -> None:
    candidate = best("Centre d'Action Interculturelle asbl", bce="0409500148")
    assert candidate is not None
    assert (candidate.score, candidate.reasons) == (1.0, ("même numéro BCE", "même nom"))


def test_a_sigle_stands_for_its_name() -> None:
    candidate = best("C.A.I.", bce="0409500148") or best("CAI", bce="0409500148")
    assert candidate is not None
    assert candidate.is_very_likely


def test_the_same_number_under_another_name_is_asked_as_renamed() -> None:
    candidate = best("Tout autre chose", bce="0409500148")
    assert candidate is not None
    assert not candidate.is_very_likely
    assert "renommée" in candidate.reasons[1]


def test_a_service_sharing_the_number_of_its_commune_is_never_its_duplicate() -> None:
    candidate = best("Service de la petite enfance", bce="0207343933", place=LIEGE)
    assert candidate is not None
    assert candidate.relation is Relation.SERVICE_OF
    assert not candidate.is_very_likely
    assert candidate.key == "commune"


def test_two_services_of_one_commune_are_not_duplicates_of_each_other() -> None:
    found = Matcher.of(KNOWN).candidates(Identity("x", "Service du logement", bce="0207343933", place=LIEGE))
    assert "pcs" not in [candidate.key for candidate in found]


def test_a_service_known_already_is_recognised_by_its_name() -> None:
    candidate = best("Plan de Cohésion Sociale", bce="0207343933", place=LIEGE)
    assert candidate is not None
    assert (candidate.key, candidate.is_very_likely) == ("pcs", True)


def test_a_service_writing_from_the_address_of_its_commune_is_not_its_duplicate() -> None:
    assert best("Service de la petite enfance", emails=("accueil@liege.example.org",), place=LIEGE) is None


def test_the_same_address_is_a_reason() -> None:
    candidate = best("Mots passeurs – cours de français", emails=("info@mots.example.org",))
    assert candidate is not None
    assert "même adresse e-mail" in candidate.reasons


def test_several_reasons_add_up() -> None:
    alone = best("Mots passeurs, cours", phones=("04 221 12 12",), place=LIEGE)
    both = best(
        "Mots passeurs, cours", phones=("04 221 12 12",), emails=("info@mots.example.org",), place=LIEGE
    )
    assert both is not None
    assert alone is None or both.score > alone.score


def test_nothing_shared_gives_nothing() -> None:
    assert best("Fanfare des pompiers", place=LIEGE) is None


def test_words_that_everyone_uses_do_not_bring_organisations_together() -> None:
    houses = Matcher.of(
        Identity(n, f"Maison de quartier {word}", place=LIEGE)
        for n, word in enumerate(
            ["Outremeuse", "Sclessin", "Droixhe", "Angleur", "Bressoux", "Burenville", "Chênée"]
        )
    )
    assert houses.candidates(Identity("x", "Maison de quartier Thier-à-Liège", place=LIEGE)) == []


def test_numbered_twins_are_told_apart() -> None:
    zones = Matcher.of(
        [Identity(1, "Coordination Zone 1", place=LIEGE), Identity(2, "Coordination Zone 2", place=LIEGE)]
    )
    assert [
        c.key for c in zones.candidates(Identity("x", "Coordination Zone 2", place=LIEGE)) if c.is_very_likely
    ] == [2]


@given(st.text(max_size=30), st.text(max_size=30))
def test_nearness_is_symmetric_and_bounded(one: str, other: str) -> None:
    rarity = Rarity([one, other, "Maison de quartier"])
    assert nearness(one, other, rarity) == nearness(other, one, rarity)
    assert 0 <= nearness(one, other, rarity) <= 1


@given(st.text(min_size=1, max_size=40))
def test_a_name_is_as_near_as_can_be_to_itself(name: str) -> None:
    assert nearness(name, name, Rarity([name])) in {0.0, 1.0}


def test_five_thousand_rows_meet_eight_thousand_sheets_in_seconds() -> None:
    kinds = ["Maison", "Centre", "Espace", "Atelier", "Service", "Relais", "Collectif", "Réseau"]
    themes = ["alpha", "FLE", "santé", "jeunes", "femmes", "logement", "emploi", "culture"]

    def organisation(number: int) -> Identity:
        name = f"{kinds[number % 8]} {themes[number // 8 % 8]} quartier {number % 997} lieu{number}"
        return Identity(number, name, place=number % 281)

    matcher = Matcher.of(organisation(number) for number in range(8000))
    started = time.process_time()
    rows = (replace(organisation(number), key="x") for number in range(0, 8000, 16))
    assert sum(bool(matcher.candidates(row)) for row in rows) == 500
    assert time.process_time() - started < 2.5


ANNE = PersonIdentity("anne", "Anne", "Dupont", "anne@example.org", "mots")
JEAN = PersonIdentity("jean", "Jean", "Dupont", "info@example.org", "mots")


@pytest.mark.parametrize(
    ("newcomer", "expected"),
    [
        (PersonIdentity("x", "A.", "DUPONT", "Anne@example.org"), ("anne", "même adresse e-mail")),
        (PersonIdentity("x", "Anne", "Dupond", "", "mots"), ("anne", "même nom, même organisation")),
        (PersonIdentity("x", "Anne", "Dupont", "", "ailleurs"), None),
        (PersonIdentity("x", "Zoé", "Leroy", "info@example.org", "mots"), None),
        (PersonIdentity("x", "", "Dupont", "", "mots"), None),
        (PersonIdentity("x", "Anne", "Dupont"), None),
    ],
)
def test_a_person_is_recognised_by_address_or_by_name_at_work(
    newcomer: PersonIdentity, expected: tuple[str, str] | None
) -> None:
    found = same_person(newcomer, [ANNE, JEAN])
    assert (found and (found[0].key, found[1])) == expected
