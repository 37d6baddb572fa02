"""A matrix of dated links: rows × columns, edited cell by cell, printed, exported (row G21).

Knows nothing of what is linked: this room fills it with terms of two schemes, higher rooms with spaces and axes. A page
subclasses `MatrixView`; another page shows one with `{% include "vocabulary/matrix.html" %}` and a `matrix` in context.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views import View

from maillage.core.tables import CSV_TYPE, XLSX_TYPE, Column, csv_bytes, xlsx_bytes
from maillage.ui.days import day_asked
from maillage.vocabulary.refusals import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column. `key` is what a cell posts back: a uid."""

    key: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A link that holds on the day shown. `note`: its source, or how close the two are."""

    row: str
    column: str
    since: dt.date | None = None
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    row: Line
    column: Line
    mark: Mark | None
    may_edit: bool
    refusal: str = ""

    @property
    def html_id(self) -> str:
        return f"case-{self.row.key}-{self.column.key}"

    @property
    def posts(self) -> str:
        """What the button of the cell sends: the state wished for, so that sending it twice changes nothing more."""
        return f"{self.row.key}:{self.column.key}:{'off' if self.mark else 'on'}"

    @property
    def about(self) -> str:
        return f"{self.row.label} × {self.column.label}"

    @property
    def words(self) -> str:
        """The cell as an export says it; empty without a link."""
        if self.mark is None:
            return ""
        parts = [_("depuis le %s") % f"{self.mark.since:%d/%m/%Y}"] if self.mark.since else [_("oui")]
        if self.mark.until:
            parts.append(_("jusqu’au %s") % f"{self.mark.until:%d/%m/%Y}")
        return " ".join(parts) + (f" ({self.mark.note})" if self.mark.note else "")


@dataclass(frozen=True, slots=True)
class Matrix:
    """`marks` are those that hold on `day`; `rows_are` heads the first column (« Plateforme »); `url` takes the posts."""

    title: str
    rows_are: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    marks: tuple[Mark, ...]
    day: dt.date
    url: str
    may_edit: bool = False

    def lines(self) -> Iterator[tuple[Line, list[Cell]]]:
        found = {(mark.row, mark.column): mark for mark in self.marks}
        for row in self.rows:
            cells = [
                Cell(row, column, found.get((row.key, column.key)), self.may_edit) for column in self.columns
            ]
            yield row, cells

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell of two keys; None when the matrix has no such row or column."""
        for line, cells in self.lines():
            if line.key == row:
                return next((cell for cell in cells if cell.column.key == column), None)
        return None

    @property
    def count(self) -> int:
        return sum(1 for _row, cells in self.lines() for cell in cells if cell.mark)

    @property
    def address(self) -> str:
        """The address of the matrix with its day; an export adds `&format=xlsx`."""
        return f"{self.url}{'&' if '?' in self.url else '?'}au={self.day.isoformat()}"


def matrix_file(matrix: Matrix, kind: str) -> HttpResponse:
    """The matrix as `xlsx` or `csv`: one line a row, one column a column."""
    heads = [Column(matrix.rows_are), *(Column(column.label) for column in matrix.columns)]
    rows = [[row.label, *(cell.words for cell in cells)] for row, cells in matrix.lines()]
    if kind == "xlsx":
        body, content_type = xlsx_bytes(matrix.title, heads, rows), XLSX_TYPE
    else:
        body, content_type = csv_bytes(heads, rows), CSV_TYPE
    name = f"{slugify(matrix.title) or 'matrice'}-{matrix.day.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)


class MatrixView(View):
    """GET shows the matrix on a day (`?au=`), `?format=xlsx` or `csv` exports it; POST sets one cell from that day on.

    A subclass says what is in it (`matrix`) and what setting a cell means (`link`, `unlink`: actions that check their
    own rule and may raise `Refused`). With HTMX the cell alone comes back, equal to that of a reload.
    """

    template_name = "vocabulary/matrix_page.html"

    def matrix(self, request: HttpRequest, day: dt.date) -> Matrix:
        raise NotImplementedError

    def link(self, request: HttpRequest, cell: Cell, day: dt.date) -> None:
        """Links row and column from `day` on."""
        raise NotImplementedError

    def unlink(self, request: HttpRequest, cell: Cell, last_day: dt.date) -> None:
        """Ends the link after `last_day`, the day before the one shown."""
        raise NotImplementedError

    def context(self, request: HttpRequest, matrix: Matrix) -> dict[str, Any]:
        """What the page needs beside the matrix."""
        del request
        return {"matrix": matrix}

    def get(self, request: HttpRequest, **_kept: Any) -> HttpResponse:
        matrix = self.matrix(request, day_asked(request))
        kind = request.GET.get("format", "")
        if kind in {"xlsx", "csv"}:
            return matrix_file(matrix, kind)
        return render(request, self.template_name, self.context(request, matrix))

    def post(self, request: HttpRequest, **_kept: Any) -> HttpResponse:
        day = day_asked(request)
        matrix = self.matrix(request, day)
        row, column, state = [*request.POST.get("cell", "").split(":"), "", "", ""][:3]
        cell = matrix.cell(row, column)
        if cell is None or not matrix.may_edit:
            raise Http404
        refusal = self._set(request, cell, state, day)
        if getattr(request, "htmx", False):
            now = self.matrix(request, day).cell(row, column) or cell
            shown = Cell(now.row, now.column, now.mark, now.may_edit, refusal)
            return render(request, "vocabulary/matrix_cell.html", {"cell": shown, "matrix": matrix})
        if refusal:
            messages.error(request, refusal)
        return HttpResponseRedirect(f"{request.get_full_path()}#{cell.html_id}")

    def _set(self, request: HttpRequest, cell: Cell, state: str, day: dt.date) -> str:
        """What the vocabulary refuses, in words; empty when it was done, or was already so."""
        try:
            if state == "on" and cell.mark is None:
                self.link(request, cell, day)
            elif state == "off" and cell.mark is not None:
                self.unlink(request, cell, day - dt.timedelta(days=1))
        except Refused as refused:
            return refused.message
        return ""
