"""Choosing terms in a form: what holds today, and what the sheet already carries (G22)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django import forms
from django.utils.datastructures import MultiValueDict

from maillage.vocabulary.fields import TermField, TermsField
from maillage.vocabulary.models import Scheme, Term
from maillage.vocabulary.queries import term
from maillage.vocabulary.reference.loader import load_reference

pytestmark = pytest.mark.django_db


class SheetForm(forms.Form):
    kind = TermField("space-kind", label="Genre")
    themes = TermsField("theme", label="Thèmes", required=False)


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_reference()


def ended(code: str, notation: str) -> Term:
    row = term(code, notation)
    row.valid_to = dt.date(2020, 12, 31)
    row.save()
    return row


def labels(form: forms.Form, name: str) -> list[str]:
    found = []
    for _value, label in form[name].field.choices:  # type: ignore[attr-defined]
        found += [inner for _inner_value, inner in label] if isinstance(label, list) else [label]
    return [str(one) for one in found]


def data(**values: Any) -> MultiValueDict[str, str]:
    return MultiValueDict({key: [str(one) for one in value] for key, value in values.items()})


def test_a_term_of_the_list_is_chosen() -> None:
    platform = term("space-kind", "plateforme")
    form = SheetForm(data(kind=[platform.pk]))
    assert form.is_valid()
    assert form.cleaned_data["kind"] == platform


def test_an_ended_term_is_no_longer_offered_nor_accepted() -> None:
    old = ended("space-kind", "reseau")
    assert "Réseau" not in labels(SheetForm(), "kind")
    assert SheetForm(data(kind=[old.pk])).errors["kind"] == ["Choisissez un des termes de la liste."]


def test_a_sheet_that_carries_an_ended_term_keeps_it() -> None:
    old = ended("space-kind", "reseau")
    form = SheetForm(data(kind=[old.pk]), initial={"kind": old})
    assert "Réseau (terme retiré)" in labels(form, "kind")
    assert form.is_valid()
    assert SheetForm(data(kind=[old.pk]), initial={"kind": old.pk}).is_valid()


def test_a_term_of_another_list_is_refused() -> None:
    assert not SheetForm(data(kind=[term("sector", "sante").pk])).is_valid()


@pytest.mark.parametrize("typed", ["abc", "999999999", "-1", "<b>", "99999999999999999999999999"])
def test_anything_else_is_refused_in_clear_words(typed: str) -> None:
    form = SheetForm(data(kind=[typed], themes=[typed]))
    assert form.errors["kind"] == ["Choisissez un des termes de la liste."]
    assert form.errors["themes"] == ["Choisissez parmi les termes de la liste."]


def test_several_themes_are_ticked_under_their_general_theme() -> None:
    health, fle = term("theme", "sante"), term("theme", "fle")
    form = SheetForm(data(kind=[term("space-kind", "comite").pk], themes=[health.pk, fle.pk]))
    assert form.is_valid(), form.errors
    assert set(form.cleaned_data["themes"]) == {health, fle}
    drawn = str(form["themes"])
    assert drawn.count("checked") == 2
    assert drawn.count("<details open>") == 2
    assert "Santé (en général)" in drawn


def test_themes_already_carried_stay_even_when_ended() -> None:
    old = ended("theme", "mobilite")
    initial = {"themes": Term.objects.filter(pk=old.pk)}
    form = SheetForm(data(kind=[term("space-kind", "comite").pk], themes=[old.pk]), initial=initial)
    assert form.is_valid()


def test_a_label_with_markup_is_shown_as_text() -> None:
    Term.objects.create(scheme=Scheme.objects.get(code="theme"), notation="x", name="<script>alert(1)</script>")
    assert "<script>" not in str(SheetForm()["themes"])


def test_drawing_the_field_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        str(SheetForm()["themes"])


@time_machine.travel("2026-11-20 10:00")
def test_in_a_framework_the_notation_comes_with_the_name() -> None:
    class AxisForm(forms.Form):
        axis = TermField("pcs-2020-2026")

    assert "Axe 3 – Santé (en général)" in labels(AxisForm(), "axis")
    assert "1.1 – Droit au travail" in labels(AxisForm(), "axis")
