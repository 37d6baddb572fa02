"""Forms: the error beside its field, what was typed kept, two people on one sheet (issue 2, section 9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from maillage.territory.models import Territory
from maillage.ui.forms import DayField, DayInput, IdentityForm, VersionedForm
from maillage.ui.meanwhile import Difference, Merged


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


THEN = {"name": "Seraing", "level": "commune", "since": dt.date(2018, 6, 1), "sure": True, "version": 1}
"""What the sheet said when both opened it."""
SENT = {
    "name": "Seraing",
    "level": "commune",
    "since": "2018-06-01",
    "sure": "on",
    "themes": ["a", "b"],
    "story": "Un\r\nDeux",
}
"""The same, as a browser sends it back."""


class SheetForm(PlaceForm):
    themes = forms.MultipleChoiceField(
        label="Thèmes", choices=[("a", "Accueil"), ("b", "Bénévolat")], required=False
    )
    story = forms.CharField(label="Histoire", widget=forms.Textarea, required=False)


def meanwhile(theirs: dict[str, Any], yours: dict[str, Any]) -> tuple[SheetForm, Merged]:
    """Both opened the sheet as it was; `theirs` was saved, then `yours` arrived."""
    then = {**THEN, "themes": ["b", "a"], "story": "Un\nDeux"}
    shown = SheetForm(initial=then)
    query = QueryDict(mutable=True)
    carried = {"version": "1", "first_shown": shown["first_shown"].value()}
    for name, value in {**SENT, **carried, **yours}.items():
        if value is not None:
            query.setlist(name, value if isinstance(value, list) else [value])
    form = SheetForm(query, initial={**then, **theirs, "version": 2})
    assert form.is_valid(), form.errors
    return form, form.merge_with_theirs()


def sent_again(form: SheetForm) -> dict[str, Any]:
    """What is in the form that comes back, once it is sent as it is."""
    return {name: form[name].value() for name in ("name", "level", "sure", "themes", "story", "version")} | {
        "since": str(form["since"].value())
    }


def test_each_keeps_what_they_alone_changed() -> None:
    form, merged = meanwhile({"level": "zone"}, {"name": "Jemeppe"})
    assert merged == Merged(to_choose=[], taken=["Niveau"])
    assert sent_again(form) == {
        "name": "Jemeppe",
        "level": "zone",
        "since": "2018-06-01",
        "sure": True,
        "themes": ["a", "b"],
        "story": "Un\r\nDeux",
        "version": 2,
    }


def test_what_both_changed_is_shown_twice_and_one_s_own_stays_in_the_form() -> None:
    form, merged = meanwhile({"name": "Jemeppe", "level": "quarter"}, {"name": "Ougrée", "level": "zone"})
    assert merged.taken == []
    assert merged.to_choose == [
        Difference("Nom", "Jemeppe", "Ougrée", "id_name"),
        Difference("Niveau", "quartier", "zone", "id_level"),
    ]
    assert (form["name"].value(), form["level"].value()) == ("Ougrée", "zone")


def test_what_both_changed_alike_is_no_question() -> None:
    _form, merged = meanwhile({"name": "Jemeppe"}, {"name": "Jemeppe"})
    assert merged == Merged([], [])


@pytest.mark.parametrize(
    ("theirs", "label", "name", "kept"),
    [
        ({"since": dt.date(2020, 1, 2)}, "Depuis le", "since", dt.date(2020, 1, 2)),
        ({"since": None}, "Depuis le", "since", None),
        ({"sure": False}, "C’est sûr", "sure", False),
        ({"themes": ["b"]}, "Thèmes", "themes", ["b"]),
        ({"story": "Un\nDeux\nTrois"}, "Histoire", "story", "Un\nDeux\nTrois"),
    ],
)
def test_the_other_s_day_box_ticks_and_lines_are_taken(
    theirs: dict[str, Any], label: str, name: str, kept: object
) -> None:
    form, merged = meanwhile(theirs, {"name": "Jemeppe"})
    assert merged == Merged(to_choose=[], taken=[label])
    assert form[name].value() == kept


def test_what_one_emptied_or_unticked_is_a_change_too() -> None:
    form, merged = meanwhile({"name": "Jemeppe"}, {"themes": None, "sure": None, "since": ""})
    assert merged == Merged(to_choose=[], taken=["Nom"])
    assert (form["themes"].value(), form["sure"].value(), form["since"].value()) == ([], False, "")


def test_boxes_that_both_moved_are_said_in_words() -> None:
    _form, merged = meanwhile({"themes": ["a"], "sure": True}, {"themes": ["b"]})
    assert merged.to_choose == [Difference("Thèmes", "Accueil", "Bénévolat", "id_themes")]


@pytest.mark.parametrize("tampered", ["", "non", "[]", '{"name":3}', "[" * 15_000])
def test_without_knowing_what_was_shown_both_versions_are(tampered: str) -> None:
    _form, merged = meanwhile({"name": "Jemeppe"}, {"first_shown": tampered})
    assert merged.to_choose == [Difference("Nom", "Jemeppe", "Seraing", "id_name")]


def test_a_third_person_is_met_knowing_what_the_second_was_shown() -> None:
    form, _merged = meanwhile({"level": "zone"}, {"name": "Jemeppe"})
    query = QueryDict(mutable=True)
    for name in ("name", "level", "story", "version", "first_shown"):
        query[name] = str(form[name].value())
    query["since"], query["sure"] = "2018-06-01", "on"
    query.setlist("themes", ["a", "b"])
    again = SheetForm(query, initial={**form.initial, "level": "quarter", "version": 3})
    assert again.is_valid()
    assert again.merge_with_theirs() == Merged(to_choose=[], taken=["Niveau"])
    assert (again["name"].value(), again["level"].value()) == ("Jemeppe", "quarter")


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
