"""Names of people and addresses, taken apart and held against the territory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.cleaning.people import clean_people, looks_like_person
from maillage.core.cleaning.places import (
    CleanedAddress,
    KnownPlace,
    clean_address,
    looks_like_postal_code,
    looks_like_street,
)
from maillage.core.folding import fold


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Anne Dupont", [("Anne", "Dupont")]),
        ("Mme Anne Dupont", [("Anne", "Dupont")]),
        ("Monsieur Jean LEROY", [("Jean", "Leroy")]),
        ("DUPONT Anne", [("Anne", "Dupont")]),
        ("DUPONT-LEROY Anne Marie", [("Anne Marie", "Dupont-Leroy")]),
        ("VAN DEN BERGH Anne", [("Anne", "Van Den Bergh")]),
        ("Anne van den Bergh", [("Anne", "van den Bergh")]),
        ("Dupont, Anne", [("Anne", "Dupont")]),
        ("Dupont", [("", "Dupont")]),
        ("Mme Dupont", [("", "Dupont")]),
        ("Anne Dupont et Jean Leroy", [("Anne", "Dupont"), ("Jean", "Leroy")]),
        ("Anne et Jean Dupont", [("Anne", "Dupont"), ("Jean", "Dupont")]),
        ("Anne Dupont; Jean Leroy", [("Anne", "Dupont"), ("Jean", "Leroy")]),
        ("M. et Mme Dupont", [("", "Dupont")]),
        ("-", []),
        ("", []),
    ],
)
def test_names_are_taken_apart(cell: str, people: list[tuple[str, str]]) -> None:
    assert [(one.given, one.family) for one in clean_people(cell).people] == people


def test_mister_and_missis_raise_a_question() -> None:
    assert "deux personnes" in clean_people("M. et Mme Dupont").flags[0].message


def test_what_stands_in_brackets_is_kept_aside() -> None:
    assert clean_people("Anne Dupont (directrice)").people[0].aside == "directrice"


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Anne Dupont", True),
        ("Mme Dupont", True),
        ("Rue Haute 12", False),
        ("info@example.org", False),
        ("accueil", False),
    ],
)
def test_a_person_is_recognised_by_the_look(text: str, is_person: bool) -> None:
    assert looks_like_person(text) is is_person


@dataclass
class SmallBelgium:
    """Four communes and a former commune; 4099 was once the code of Liège."""

    places: dict[str, list[KnownPlace]] = field(
        default_factory=lambda: {
            "4000": [KnownPlace(1, "Liège", "Liège"), KnownPlace(5, "Glain", "Liège")],
            "4020": [KnownPlace(1, "Liège", "Liège"), KnownPlace(6, "Jupille-sur-Meuse", "Liège")],
            "4100": [KnownPlace(2, "Seraing", "Seraing")],
            "5000": [KnownPlace(3, "Namur", "Namur")],
        }
    )

    def by_code(self, code: str) -> Sequence[KnownPlace]:
        return self.places.get(code, [])

    def by_name(self, name: str) -> Sequence[KnownPlace]:
        found = {place for places in self.places.values() for place in places if fold(place.name) == fold(name)}
        return sorted(found, key=lambda place: place.key)

    def codes_of(self, place: KnownPlace) -> Sequence[str]:
        return [code for code, places in self.places.items() if place in places]

    def successor_of(self, code: str) -> str:
        return "4000" if code == "4099" else ""


def cleaned(street: str = "", code: str = "", locality: str = "") -> CleanedAddress:
    return clean_address(street, code, locality, SmallBelgium())


def said(address: CleanedAddress) -> str:
    return " ".join(flag.message for flags in address.flags.values() for flag in flags)


@pytest.mark.parametrize(
    ("street", "code", "locality"),
    [
        ("Rue Haute 12, 4000 Liège", "", ""),
        ("Rue Haute 12 - B-4000 Liège", "", ""),
        ("Rue Haute 12\n4000 Liège", "", ""),
        ("Rue Haute 12", "4000 Liège", ""),
        ("Rue Haute 12", "", "4000 Liège"),
        ("Rue Haute 12", "", "Liège (4000)"),
        ("Rue Haute 12", "B-4000", "Liège"),
        ("Rue Haute 12", "4000", "LIEGE"),
    ],
)
def test_an_address_is_found_wherever_its_parts_were_written(street: str, code: str, locality: str) -> None:
    address = cleaned(street, code, locality)
    assert (address.street, address.postal_code, fold(address.locality)) == ("Rue Haute 12", "4000", "liege")
    assert address.place == KnownPlace(1, "Liège", "Liège")


def test_a_former_code_is_told_with_its_successor() -> None:
    address = cleaned("Rue Haute 12", "4099", "Liège")
    assert address.flags["postal_code"][0].suggestion == "4000"
    assert address.place is not None


def test_an_unknown_code_is_told_with_the_code_of_the_locality() -> None:
    flag = cleaned("", "4999", "Seraing").flags["postal_code"][0]
    assert flag.suggestion == "4100"
    assert "Seraing a le code 4100" in flag.message


def test_a_code_and_a_locality_that_disagree_are_questioned() -> None:
    assert "4000 est le code de Liège, Glain ; Namur a le code 5000." in said(cleaned("", "4000", "Namur"))


def test_a_lone_code_gives_its_locality_when_there_is_only_one() -> None:
    assert cleaned("", "4100").locality == "Seraing"
    assert cleaned("", "4000").locality == ""


def test_a_foreign_code_is_kept_and_a_word_is_not() -> None:
    assert cleaned("", "59000", "Lille").postal_code == "59000"
    assert cleaned("", "n.c.", "Liège").postal_code == ""


def test_a_misspelt_locality_is_recognised_by_its_code() -> None:
    assert cleaned("", "4100", "Seraign").place == KnownPlace(2, "Seraing", "Seraing")


def test_streets_and_codes_are_recognised_by_their_look() -> None:
    assert looks_like_street("Chaussée de Mons 12")
    assert not looks_like_street("Maison de la Rue")
    assert looks_like_postal_code("B-4000")
    assert not looks_like_postal_code("0400")


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=40))
def test_no_cell_breaks_an_address(street: str, code: str, locality: str) -> None:
    address = cleaned(street, code, locality)
    assert len(address.postal_code) <= 10


@given(st.text(max_size=80))
def test_no_cell_breaks_a_name(cell: str) -> None:
    assert all(0 < len(person.family) <= 80 for person in clean_people(cell).people)
