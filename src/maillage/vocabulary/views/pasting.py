"""The screen that takes many terms at once: paste, look at what would be done, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.vocabulary.actions.terms import add_pasted_terms
from maillage.vocabulary.forms.labels import show_refusal
from maillage.vocabulary.forms.pasting import PasteForm
from maillage.vocabulary.models import Scheme
from maillage.vocabulary.pasted import PastedTerm, read_pasted
from maillage.vocabulary.refusals import Refused
from maillage.vocabulary.views.schemes import scheme_url


def paste_terms(request: HttpRequest, uid: str) -> HttpResponse:
    """Nothing is written before « Ajouter ces termes »; sending that twice adds them once."""
    scheme = get_object_or_404(Scheme, uid=uid)
    let_in(request, "vocabulary.edit_terms", scheme)
    form = PasteForm(request.POST or None)
    lines: list[PastedTerm] = []
    if request.method == "POST" and form.is_valid():
        taken = scheme.terms.values_list("notation", flat=True)
        lines = read_pasted(form.cleaned_data["lines"], taken=taken)
        if "confirm" in request.POST:
            try:
                added = add_pasted_terms(by=reader_of(request), scheme=scheme, lines=lines)
            except Refused as refused:
                show_refusal(form, refused)
            else:
                messages.success(request, _said(len(added)))
                return HttpResponseRedirect(scheme_url(scheme))
    good = sum(1 for line in lines if not line.trouble)
    context = {"scheme": scheme, "form": form, "lines": lines, "good": good, "bad": len(lines) - good}
    return render(request, "vocabulary/paste_terms.html", context, status=422 if form.errors else 200)


def _said(count: int) -> str:
    if count == 0:
        return _("Aucun terme à ajouter : ils y étaient déjà.")
    return ngettext("Un terme est ajouté.", "%(n)s termes sont ajoutés.", count) % {"n": count}
