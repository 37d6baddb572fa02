"""Forms: the error beside its field, what was typed kept, two people on one sheet (issue 2, section 9)."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from maillage.territory.models import Territory
from maillage.ui.forms import DayField, DayInput, Difference, IdentityForm, VersionedForm, comparison


class PlaceForm(IdentityForm, VersionedForm):
    name = forms.CharField(label="Nom", max_length=10, help_text="Comme sur la carte.")
    level = forms.ChoiceField(label="Niveau", choices=Territory.Level.choices, widget=forms.RadioSelect)
    since = forms.DateField(label="Depuis le", widget=DayInput, required=False)
    sure = forms.BooleanField(label="C’est sûr", required=False)


def typed(**values: Any) -> PlaceForm:
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items()})
    return PlaceForm(query)


def test_an_error_stands_beside_its_field_and_is_tied_to_it() -> None:
    drawn = str(typed(name="Un nom bien trop long", level="zone"))
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_error"' in drawn
    assert '<a href="#id_name">Nom</a>' in drawn


def test_what_was_typed_is_kept_and_stays_text() -> None:
    drawn = str(typed(name="<b>gras</b> et long"))
    assert 'value="&lt;b&gt;gras&lt;/b&gt; et long"' in drawn


def test_a_group_of_choices_has_a_legend_and_its_error() -> None:
    drawn = str(typed(name="Seraing"))
    assert "<fieldset" in drawn
    assert "Niveau" in drawn.split("<legend>")[1].split("</legend>")[0]
    assert 'aria-describedby="id_level_error"' in drawn
    assert '<a href="#id_level">Niveau</a>' in drawn
    assert 'id="id_level"' in drawn


def test_what_must_be_filled_in_is_said_in_words() -> None:
    drawn = str(PlaceForm())
    assert drawn.count("(obligatoire)") == 2


def test_a_day_is_given_to_the_browser_in_its_own_format() -> None:
    drawn = str(PlaceForm(initial={"since": "2018-06-01"}))
    assert 'type="date"' in drawn
    assert 'value="2018-06-01"' in drawn


@pytest.mark.parametrize("uid", ["", "court", "../../etc", "OOOOOOOO", "x7k2m9qa1"])
def test_a_uid_that_nobody_could_have_been_given_is_replaced(uid: str) -> None:
    form = typed(name="Seraing", level="zone", uid=uid, version=1)
    assert form.is_valid()
    assert form.cleaned_data["uid"] != uid
    assert len(form.cleaned_data["uid"]) == 8


def test_the_uid_of_the_form_goes_to_the_action() -> None:
    form = typed(name="Seraing", level="zone", uid="x7k2m9qa", version=3)
    assert form.is_valid()
    assert (form.cleaned_data["uid"], form.cleaned_data["version"]) == ("x7k2m9qa", 3)


def test_the_other_person_s_change_is_shown_in_words_beside_one_s_own() -> None:
    form = typed(name="Seraing", level="commune", version=1)
    row = Territory(name="Jemeppe", level="quarter")
    assert comparison(form, row) == [
        Difference("Nom", "Jemeppe", "Seraing"),
        Difference("Niveau", "quartier", "commune"),
    ]
    form.show_version(2)
    assert 'name="version" value="2"' in str(form)


def test_a_whole_form_carries_token_button_and_the_way_back() -> None:
    page = Template('{% form_of form "Créer" cancel="/lieux/" %}')
    drawn = page.render(Context({"form": PlaceForm(), "csrf_token": "jeton"}))
    assert 'value="jeton"' in drawn
    assert "Créer</button>" in drawn
    assert 'href="/lieux/"' in drawn
    assert "novalidate" in drawn


@pytest.mark.parametrize(
    ("typed_day", "said"),
    [
        ("1800-01-01", ""),
        ("31/12/2150", ""),
        ("1799-12-31", "Vérifiez l’année de cette date."),
        ("0026-02-01", "Vérifiez l’année de cette date."),
        ("9999-12-31", "Vérifiez l’année de cette date."),
        ("2026-02-31", "Écrivez une date, par exemple 31/12/2025."),
        ("demain", "Écrivez une date, par exemple 31/12/2025."),
    ],
)
def test_a_day_of_an_impossible_year_is_a_message(typed_day: str, said: str) -> None:
    class Dated(forms.Form):
        since = DayField(label="Depuis le")

    form = Dated({"since": typed_day})
    assert form.errors.get("since", []) == ([said] if said else [])
