"""Correspondences between two schemes: the matrix, and one correspondence with its source from the page of a term."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.vocabulary.actions.mappings import end_mapping as do_end
from maillage.vocabulary.actions.mappings import map_terms
from maillage.vocabulary.forms.terms import AddMappingForm, EndMappingForm
from maillage.vocabulary.matrix import Cell, Line, Mark, Matrix, MatrixView
from maillage.vocabulary.models import Mapping, Scheme, Term
from maillage.vocabulary.queries import terms_ever_of
from maillage.vocabulary.views.forms import FormPage, answer_form
from maillage.vocabulary.views.terms import term_of, term_url

ALL_LEVELS = "tous"


class MappingMatrix(MatrixView):
    """`?de=<code>&vers=<code>`; `niveau=tous` shows narrower terms too. Frameworks are shown whatever their period."""

    template_name = "vocabulary/mappings.html"

    def matrix(self, request: HttpRequest, day: dt.date) -> Matrix:
        old, new = self._schemes(request)
        rows, columns = self._terms(request, old, day), self._terms(request, new, day)
        held = Mapping.objects.as_of(day).filter(from_term__in=rows, to_term__in=columns)
        asked = QueryDict(mutable=True)
        asked.update({name: request.GET[name] for name in ("de", "vers", "niveau") if name in request.GET})
        return Matrix(
            title=f"{old.name} → {new.name}" if old and new else _("Correspondances"),
            rows_are=old.name if old else "",
            rows=tuple(_line(term) for term in rows),
            columns=tuple(_line(term) for term in columns),
            marks=tuple(_mark(one) for one in held.select_related("from_term", "to_term")),
            day=day,
            url=f"{request.path}?{asked.urlencode()}" if asked else request.path,
            may_edit=may(reader_of(request), "vocabulary.edit_mappings"),
        )

    def link(self, request: HttpRequest, cell: Cell, day: dt.date) -> None:
        map_terms(by=reader_of(request), from_term=_of(cell.row), to_term=_of(cell.column), since=day)

    def unlink(self, request: HttpRequest, cell: Cell, last_day: dt.date) -> None:
        held = Mapping.objects.filter(from_term__uid=cell.row.key, to_term__uid=cell.column.key)
        for mapping in held.as_of(last_day + dt.timedelta(days=1)).select_related(
            "from_term__scheme", "to_term"
        ):
            do_end(by=reader_of(request), mapping=mapping, last_day=last_day)

    def context(self, request: HttpRequest, matrix: Matrix) -> dict[str, Any]:
        schemes = Scheme.objects.order_by("kind", "sort_name", "pk")
        asked = {"de": request.GET.get("de", ""), "vers": request.GET.get("vers", "")}
        return {"matrix": matrix, "schemes": schemes, "all_levels": self._all_levels(request), **asked}

    def _schemes(self, request: HttpRequest) -> tuple[Scheme | None, Scheme | None]:
        codes = [request.GET.get(name, "")[:60] for name in ("de", "vers")]
        found = {one.code: one for one in Scheme.objects.filter(code__in=codes)}
        if codes[0] == codes[1]:
            return None, None
        return found.get(codes[0]), found.get(codes[1])

    def _terms(self, request: HttpRequest, scheme: Scheme | None, day: dt.date) -> list[Term]:
        if scheme is None:
            return []
        terms = terms_ever_of(scheme.code).as_of(day)
        return list(terms if self._all_levels(request) else terms.filter(broader=None))

    def _all_levels(self, request: HttpRequest) -> bool:
        return request.GET.get("niveau") == ALL_LEVELS


def add_mapping(request: HttpRequest, uid: str) -> HttpResponse:
    """`?vers=<code>` says which list the other term is in."""
    row = term_of(uid)
    let_in(request, "vocabulary.edit_mappings", row.scheme)
    to = get_object_or_404(Scheme.objects.exclude(pk=row.scheme_id), code=request.GET.get("vers", "")[:60])
    form = AddMappingForm(request.POST or None, to=to)

    def do() -> str:
        map_terms(by=reader_of(request), from_term=row, **form.cleaned_data)
        messages.success(request, _("La correspondance est enregistrée."))
        return term_url(row)

    lead = _("Vers « %s ».") % to.name
    title = _("Mettre en correspondance : %s") % row.name
    page = FormPage(title, _("Enregistrer"), row.name, term_url(row), lead)
    return answer_form(request, form, page, do=do)


def end_mapping(request: HttpRequest, uid: str) -> HttpResponse:
    mapping = get_object_or_404(Mapping.objects.select_related("from_term__scheme", "to_term"), uid=uid)
    let_in(request, "vocabulary.edit_mappings", mapping.from_term.scheme)
    form = EndMappingForm(request.POST or None)
    back = term_url(mapping.from_term)

    def do() -> str:
        do_end(by=reader_of(request), mapping=mapping, last_day=form.cleaned_data["last_day"])
        messages.success(request, _("La correspondance prend fin ; elle reste lisible dans le passé."))
        return back

    title = _("Mettre fin à la correspondance")
    page = FormPage(title, _("Mettre fin"), mapping.from_term.name, back, f"{mapping}.")
    return answer_form(request, form, page, do=do)


def _line(term: Term) -> Line:
    return Line(key=term.uid, label=term.label, url=term_url(term))


def _mark(mapping: Mapping) -> Mark:
    relation = "" if mapping.relation == Mapping.Relation.CLOSE else mapping.get_relation_display()
    note = " – ".join(part for part in (relation, mapping.source) if part)
    return Mark(mapping.from_term.uid, mapping.to_term.uid, mapping.valid_from, mapping.valid_to, note)


def _of(line: Line) -> Term:
    return term_of(line.key)
