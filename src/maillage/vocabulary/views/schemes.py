"""Screens of schemes: all of them, one of them, and what is done to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.journal.actions import in_words
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in, present_address
from maillage.vocabulary.actions.schemes import edit_scheme as do_edit
from maillage.vocabulary.actions.schemes import extend_scheme as do_extend
from maillage.vocabulary.actions.schemes import make_scheme as do_make
from maillage.vocabulary.actions.schemes import replace_scheme as do_replace
from maillage.vocabulary.forms.schemes import (
    EditSchemeForm,
    ExtendSchemeForm,
    MakeSchemeForm,
    ReplaceSchemeForm,
)
from maillage.vocabulary.models import Scheme
from maillage.vocabulary.queries import shelves_on, terms_ever_of, tree_of
from maillage.vocabulary.registries import scheme_panels
from maillage.vocabulary.views.forms import FormPage, answer_form


def scheme_url(scheme: Scheme, name: str = "scheme") -> str:
    return reverse(f"vocabulary:{name}", args=[scheme.address])


def schemes(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    may_make = may(reader_of(request), "vocabulary.make_scheme")
    context = {"shelves": shelves_on(day), "day": day, "may_make": may_make}
    return render(request, "vocabulary/schemes.html", context)


def scheme(request: HttpRequest, uid: str) -> HttpResponse:
    """« Au » a day: the terms that held then as a tree, the others folded away."""
    shown = get_object_or_404(Scheme.objects.select_related("replaces"), uid=uid)
    if moved := present_address(request, scheme_url(shown)):
        return moved
    reader, day = reader_of(request), day_asked(request)
    terms = list(terms_ever_of(shown.code))
    context = {
        "scheme": shown,
        "day": day,
        "holds": shown.holds(day),
        "branches": tree_of(term for term in terms if term.holds(day)),
        "count": sum(term.holds(day) for term in terms),
        "away": [term for term in terms if not term.holds(day)],
        "extensions": shown.extensions.all(),
        "replaced_by": shown.replaced_by.order_by("valid_from", "pk"),
        "may_edit": may(reader, "vocabulary.edit_scheme", shown) and day == today(),
        "sorting": may(reader, "vocabulary.edit_terms", shown) and "ordre" in request.GET,
        "is_list": shown.kind == Scheme.Kind.LIST,
        "panels": scheme_panels.loaded(shown, reader, day),
    }
    return render(request, "vocabulary/scheme.html", context)


def make_scheme(request: HttpRequest) -> HttpResponse:
    let_in(request, "vocabulary.make_scheme")
    form = MakeSchemeForm(request.POST or None)

    def do() -> str:
        data = form.cleaned_data
        made = do_make(by=reader_of(request), uid=data["uid"], fields=form.fields_typed())
        messages.success(request, _("« %s » est créé. Ajoutez maintenant ses termes.") % made.name)
        return scheme_url(made)

    page = FormPage(
        _("Nouvelle liste ou nouveau cadre"),
        _("Créer"),
        _("Vocabulaires"),
        reverse("vocabulary:schemes"),
        _(
            "Un cadre de politique publique a des axes et une période ; une liste sert à choisir dans les fiches."
        ),
    )
    return answer_form(request, form, page, do=do)


def edit_scheme(request: HttpRequest, uid: str) -> HttpResponse:
    row = get_object_or_404(Scheme, uid=uid)
    let_in(request, "vocabulary.edit_scheme", row)
    form = EditSchemeForm(request.POST or None, initial=EditSchemeForm.initial_of(row), scheme=row)

    def do() -> str:
        seen = form.cleaned_data["version"]
        edited = do_edit(by=reader_of(request), scheme=row, seen=seen, fields=form.fields_typed())
        messages.success(request, _("C’est enregistré."))
        return scheme_url(edited)

    page = _page(
        row,
        "Modifier",
        "Enregistrer",
        "Corriger une erreur. Pour une décision nouvelle, prolongez ou remplacez.",
    )
    return answer_form(request, form, page, do=do)


def extend_scheme(request: HttpRequest, uid: str) -> HttpResponse:
    row = get_object_or_404(Scheme, uid=uid)
    let_in(request, "vocabulary.edit_scheme", row)
    form = ExtendSchemeForm(request.POST or None, initial={"version": row.version})

    def do() -> str:
        data: dict[str, Any] = dict(form.cleaned_data)
        del data["first_shown"]
        do_extend(by=reader_of(request), scheme=row, seen=data.pop("version"), **data)
        messages.success(request, _("La période va maintenant jusqu’au %s.") % in_words(data["valid_to"]))
        return scheme_url(row)

    end = _("Fin actuelle : %s.") % in_words(row.valid_to) if row.valid_to else _("Ce cadre n’a pas de fin.")
    return answer_form(request, form, _page(row, _("Prolonger"), _("Prolonger"), end), do=do)


def replace_scheme(request: HttpRequest, uid: str) -> HttpResponse:
    row = get_object_or_404(Scheme, uid=uid)
    let_in(request, "vocabulary.edit_scheme", row)
    form = ReplaceSchemeForm(request.POST or None, initial={"version": row.version}, scheme=row)

    def do() -> str:
        data = form.cleaned_data
        new = do_replace(
            by=reader_of(request),
            old=row,
            seen=data["version"],
            uid=data["uid"],
            fields=form.fields_typed(),
            carry_over=data["carry_over"],
        )
        said = _("« %s » prend la suite. Ce qui porte les anciens termes les garde.") % new.name
        messages.success(request, said)
        return scheme_url(new)

    lead = _("Le nouveau cadre prend la suite ; les fiches gardent les termes de l’ancien.")
    return answer_form(request, form, _page(row, _("Remplacer"), _("Créer la suite"), lead), do=do)


def _page(row: Scheme, verb: str, submit: str, lead: str) -> FormPage:
    return FormPage(f"{verb} « {row.name} »", submit, row.name, scheme_url(row), lead)
