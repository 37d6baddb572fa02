"""The vocabularies that Maillage ships (rows B13, G20, G22, L2, M1)."""

import datetime as dt

import pytest
import time_machine

from maillage.journal.models import Entry
from maillage.records.reference import reference_loaders
from maillage.vocabulary.models import Extension, Scheme, Term
from maillage.vocabulary.queries import term, terms_ever_of, terms_of
from maillage.vocabulary.reference import loader
from maillage.vocabulary.reference.files import LANGUAGES, ShippedScheme, ShippedTerm, shipped_schemes
from maillage.vocabulary.reference.loader import load_reference

pytestmark = pytest.mark.django_db


def shipped(code: str) -> ShippedScheme:
    return next(scheme for scheme in shipped_schemes() if scheme.code == code)


@pytest.fixture
def _loaded() -> None:
    load_reference()


@pytest.mark.usefixtures("_loaded")
def test_the_pcs_of_2014_has_four_axes_and_that_of_2020_seven_with_fifteen_rights() -> None:
    assert terms_of("pcs-2014-2019", on=dt.date(2016, 1, 1)).count() == 4
    in_2022 = terms_of("pcs-2020-2026", on=dt.date(2022, 1, 1))
    axes = list(in_2022.filter(broader=None))
    assert len(axes) == 7
    assert [in_2022.filter(broader=axis).count() for axis in axes] == [4, 5, 1, 1, 1, 2, 1]


@pytest.mark.usefixtures("_loaded")
def test_a_framework_that_is_over_offers_nothing_today_but_keeps_its_terms() -> None:
    with time_machine.travel("2026-11-20"):
        assert not terms_of("pcs-2014-2019").exists()
        assert terms_of("pcs-2020-2026").count() == 22
    assert terms_ever_of("pcs-2014-2019").count() == 4


@pytest.mark.usefixtures("_loaded")
def test_the_extension_of_the_pcs_to_the_end_of_2026_is_an_event_with_its_source() -> None:
    extension = Extension.objects.get(scheme__code="pcs-2020-2026")
    assert extension.decided_on == dt.date(2025, 3, 11)
    assert extension.valid_to_before == dt.date(2025, 12, 31)
    assert extension.valid_to_after == extension.scheme.valid_to == dt.date(2026, 12, 31)
    assert "11 mars 2025" in Entry.objects.about(extension.scheme).get().note


@pytest.mark.usefixtures("_loaded")
def test_nineteen_criteria_are_federal_and_each_names_act_level_and_body() -> None:
    criteria = list(terms_of("criterion", on=dt.date(2026, 11, 20)))
    assert sum(one.details["level"].startswith("Fédéral") for one in criteria) == 19
    assert all({"act", "level", "body"} <= set(one.details) for one in criteria)
    assert term("criterion", "langue").details["body"] == "Aucun organisme désigné"
    assert term("criterion", "composition-menage").details["level"] == "Région wallonne"


@pytest.mark.usefixtures("_loaded")
def test_the_pst_3_has_six_axes_and_the_car_four_plans() -> None:
    assert terms_ever_of("pst-3").count() == 6
    assert terms_ever_of("car").count() == 4


@pytest.mark.usefixtures("_loaded")
def test_themes_have_two_levels_and_no_more() -> None:
    themes = list(terms_of("theme"))
    assert all(one.broader is None or one.broader.broader_id is None for one in themes)
    assert term("theme", "racisme").broader == term("theme", "vivre-ensemble")


@pytest.mark.usefixtures("_loaded")
def test_an_accreditation_is_found_by_its_notation_and_names_its_authority() -> None:
    assert term("accreditation", "ILI").details["authority"] == "Région wallonne"
    with pytest.raises(Term.DoesNotExist):
        term("accreditation", "ZZZ")


@pytest.mark.parametrize(
    "code", ["theme", "sector", "function", "space-kind", "organisation-kind", "accreditation", "income-kind"]
)
def test_the_lists_people_choose_from_have_labels_in_four_languages(code: str) -> None:
    for one in shipped(code).terms:
        assert set(one.names) == set(LANGUAGES), one.notation


@pytest.mark.parametrize("scheme", shipped_schemes(), ids=lambda scheme: scheme.code)
def test_every_shipped_scheme_cites_a_source_and_its_terms_are_in_order(scheme: ShippedScheme) -> None:
    assert scheme.source
    seen: set[str] = set()
    for one in scheme.terms:
        assert not one.broader or one.broader in seen, f"{one.notation} comes before {one.broader}"
        assert set(one.details) <= set(scheme.columns)
        seen.add(one.notation)
    assert len(seen) == len(scheme.terms)


def test_loading_twice_changes_nothing() -> None:
    load_reference()
    before = list(Term.objects.order_by("pk").values())
    assert load_reference().startswith("0 ajoutés, 0 mis à jour")
    assert list(Term.objects.order_by("pk").values()) == before


def test_what_a_person_changed_is_never_overwritten_by_a_new_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    load_reference()
    Term.objects.filter(scheme__code="space-kind", notation="bureau").update(name="Bureau élargi", version=2)
    _ship(monkeypatch, "space-kind", ShippedTerm(notation="bureau", name="Bureau (nouvelle édition)", rank=10))
    load_reference()
    assert term("space-kind", "bureau").name == "Bureau élargi"


def test_a_new_edition_changes_untouched_terms_and_adds_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    load_reference()
    new = (
        ShippedTerm(notation="bureau", name="Bureau de plateforme", rank=10),
        ShippedTerm(notation="cercle", name="Cercle", rank=20, broader="bureau"),
    )
    _ship(monkeypatch, "space-kind", *new)
    assert load_reference().startswith("1 ajoutés, 1 mis à jour")
    assert term("space-kind", "bureau").name == "Bureau de plateforme"
    assert term("space-kind", "cercle").broader == term("space-kind", "bureau")


def test_a_term_that_people_added_under_a_shipped_notation_stays_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_reference()
    scheme = Scheme.objects.get(code="space-kind")
    Term.objects.create(scheme=scheme, notation="cercle", name="Cercle de parole")
    _ship(monkeypatch, "space-kind", ShippedTerm(notation="cercle", name="Cercle", rank=20))
    load_reference()
    assert term("space-kind", "cercle").name == "Cercle de parole"


def test_the_loader_is_known_to_the_command_that_loads_reference_data() -> None:
    assert reference_loaders["vocabulary"].load is load_reference


def _ship(monkeypatch: pytest.MonkeyPatch, code: str, *terms: ShippedTerm) -> None:
    old = shipped(code)
    values = {name: getattr(old, name) for name in ShippedScheme.__slots__} | {"terms": terms}
    monkeypatch.setattr(loader, "shipped_schemes", lambda: [ShippedScheme(**values)])
