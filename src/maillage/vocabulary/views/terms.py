"""Screens of terms: one of them, and what is done to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.journal.actions import in_words
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in, present_address
from maillage.vocabulary.actions.terms import add_term as do_add
from maillage.vocabulary.actions.terms import edit_term as do_edit
from maillage.vocabulary.actions.terms import end_term as do_end
from maillage.vocabulary.actions.terms import place_term as do_place
from maillage.vocabulary.actions.terms import remove_term as do_remove
from maillage.vocabulary.actions.terms import reopen_term as do_reopen
from maillage.vocabulary.forms.terms import AddTermForm, EditTermForm, EndTermForm, ReopenTermForm
from maillage.vocabulary.models import Scheme, Term
from maillage.vocabulary.queries import mappings_of
from maillage.vocabulary.refusals import Refused
from maillage.vocabulary.registries import term_panels
from maillage.vocabulary.views.forms import FormPage, answer_form
from maillage.vocabulary.views.schemes import scheme_url


def term_url(term: Term, name: str = "term") -> str:
    return reverse(f"vocabulary:{name}", args=[term.address])


def term_of(uid: str) -> Term:
    return get_object_or_404(Term.objects.select_related("scheme", "broader__scheme"), uid=uid)


def term(request: HttpRequest, uid: str) -> HttpResponse:
    shown = term_of(uid)
    if moved := present_address(request, term_url(shown)):
        return moved
    reader, day = reader_of(request), day_asked(request)
    columns = shown.scheme.columns
    context = {
        "term": shown,
        "scheme": shown.scheme,
        "day": day,
        "holds": shown.holds(day),
        "details": [(columns.get(key, key), value) for key, value in shown.details.items()],
        "narrower": shown.narrower.select_related("scheme"),
        "mappings": list(mappings_of(shown)),
        "may_edit": may(reader, "vocabulary.edit_terms", shown.scheme),
        "other_schemes": Scheme.objects.exclude(pk=shown.scheme_id).order_by("kind", "sort_name", "pk"),
        "panels": term_panels.loaded(shown, reader, day),
    }
    return render(request, "vocabulary/term.html", context)


def add_term(request: HttpRequest, uid: str) -> HttpResponse:
    """`?sous=<uid>` starts under a term; « Ajouter » comes back to the list, ready for the next one."""
    scheme = get_object_or_404(Scheme, uid=uid)
    let_in(request, "vocabulary.edit_terms", scheme)
    under = scheme.terms.filter(uid=request.GET.get("sous", "")).first()
    form = AddTermForm(request.POST or None, initial={"broader": under}, scheme=scheme)

    def do() -> str:
        data = form.cleaned_data
        added = do_add(by=reader_of(request), scheme=scheme, uid=data["uid"], fields=form.fields_typed())
        messages.success(request, _("« %s » est ajouté.") % added.name)
        return scheme_url(scheme)

    page = FormPage(_("Ajouter un terme"), _("Ajouter"), scheme.name, scheme_url(scheme))
    return answer_form(request, form, page, do=do)


def edit_term(request: HttpRequest, uid: str) -> HttpResponse:
    row = term_of(uid)
    let_in(request, "vocabulary.edit_terms", row.scheme)
    form = EditTermForm(request.POST or None, initial=EditTermForm.initial_of(row), scheme=row.scheme, term=row)

    def do() -> str:
        seen = form.cleaned_data["version"]
        edited = do_edit(by=reader_of(request), term=row, seen=seen, fields=form.fields_typed())
        messages.success(request, _("C’est enregistré."))
        return term_url(edited)

    lead = _(
        "Le nouvel intitulé s’affichera partout. Si le sens change, retirez ce terme et ajoutez-en un autre."
    )
    return answer_form(request, form, _page(row, _("Modifier"), _("Enregistrer"), lead), do=do)


def end_term(request: HttpRequest, uid: str) -> HttpResponse:
    row = term_of(uid)
    let_in(request, "vocabulary.edit_terms", row.scheme)
    form = EndTermForm(request.POST or None, initial={"version": row.version})

    def do() -> str:
        data = form.cleaned_data
        do_end(by=reader_of(request), term=row, seen=data["version"], last_day=data["last_day"])
        said = _("« %(name)s » ne se choisit plus après le %(day)s.")
        messages.success(request, said % {"name": row.name, "day": in_words(data["last_day"])})
        return scheme_url(row.scheme)

    lead = _(
        "On ne pourra plus le choisir. Ce qui le porte le garde ; les termes rangés dessous sont retirés aussi."
    )
    return answer_form(request, form, _page(row, _("Retirer"), _("Retirer"), lead), do=do)


def reopen_term(request: HttpRequest, uid: str) -> HttpResponse:
    row = term_of(uid)
    let_in(request, "vocabulary.edit_terms", row.scheme)
    form = ReopenTermForm(request.POST or None, initial={"version": row.version})

    def do() -> str:
        do_reopen(by=reader_of(request), term=row, seen=form.cleaned_data["version"])
        messages.success(request, _("« %s » peut de nouveau être choisi.") % row.name)
        return term_url(row)

    verb = _("Remettre dans la liste")
    page = _page(row, verb, verb, _("On pourra de nouveau le choisir."))
    return answer_form(request, form, page, do=do)


@require_POST
def place_term(request: HttpRequest, uid: str) -> HttpResponse:
    """`before`: the uid of the sibling it goes before; empty for the last place."""
    row = term_of(uid)
    let_in(request, "vocabulary.edit_terms", row.scheme)
    asked = request.POST.get("before", "")
    before = row.scheme.terms.filter(uid=asked).first() if asked else None
    if asked and before is None:
        raise Http404
    try:
        do_place(by=reader_of(request), term=row, before=before)
    except Refused as refused:
        messages.error(request, refused.message)
    return HttpResponseRedirect(f"{scheme_url(row.scheme)}?ordre=1#terme-{row.uid}")


@require_POST
def remove_term(request: HttpRequest, uid: str) -> HttpResponse:
    row = term_of(uid)
    let_in(request, "vocabulary.edit_terms", row.scheme)
    try:
        do_remove(by=reader_of(request), term=row)
    except Refused as refused:
        messages.error(request, refused.message)
        return HttpResponseRedirect(term_url(row))
    messages.success(request, _("« %s » est supprimé.") % row.name)
    return HttpResponseRedirect(scheme_url(row.scheme))


def _page(row: Term, verb: str, submit: str, lead: str) -> FormPage:
    return FormPage(f"{verb} : {row.name}", submit, row.name, term_url(row), lead)
