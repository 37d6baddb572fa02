"""Reads: the matrix of spaces and the axes of one framework, on a day (G21)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from maillage.core.readers import Reader, organises_key
from maillage.network.models import Space, SpaceAxis
from maillage.network.queries.spaces import LIVING
from maillage.records.actions import may
from maillage.vocabulary.matrix import Cell, Line, Mark, Matrix
from maillage.vocabulary.models import Scheme, Term


@dataclass(frozen=True, slots=True)
class SpacesMatrix(Matrix):
    """A matrix where only the rows of spaces that the reader organises may be edited."""

    editable: frozenset[str] = frozenset()

    def lines(self) -> Iterator[tuple[Line, list[Cell]]]:
        for row, cells in Matrix.lines(self):
            yield row, [replace(cell, may_edit=row.key in self.editable) for cell in cells]


def frameworks() -> list[Scheme]:
    """Frameworks of public policy, the latest first."""
    return list(Scheme.objects.filter(kind=Scheme.Kind.FRAMEWORK).order_by("-valid_from", "sort_name", "pk"))


def framework_asked(code: str) -> Scheme | None:
    """The one named, else the latest."""
    known = frameworks()
    return next((one for one in known if one.code == code), known[0] if known else None)


def axis_matrix(framework: Scheme | None, reader: Reader, day: dt.date, *, url: str) -> SpacesMatrix:
    """Spaces that have an axis of the framework on that day, and those that the reader organises."""
    top = Term.objects.filter(scheme=framework, broader__isnull=True).select_related("scheme")
    axes = list(top.order_by("rank", "sort_name", "pk"))
    rows = SpaceAxis.objects.visible_to(reader).as_of(day).filter(axis__in=axes)
    spaces = list(_spaces(reader, rows))
    editable = frozenset(space.uid for space in spaces if may(reader, "network.organise_space", space))
    return SpacesMatrix(
        title=f"Plateformes et axes – {framework.name}" if framework else "Plateformes et axes",
        rows_are="Plateforme ou groupe",
        rows=tuple(
            Line(space.uid, space.name, reverse("network:space", args=[space.address])) for space in spaces
        ),
        columns=tuple(Line(axis.uid, axis.label) for axis in axes),
        marks=tuple(
            Mark(row.space.uid, row.axis.uid, row.valid_from, row.valid_to, row.source)
            for row in rows.select_related("space", "axis")
        ),
        day=day,
        url=url,
        may_edit=bool(editable),
        editable=editable,
    )


def _spaces(reader: Reader, tied: QuerySet[SpaceAxis]) -> QuerySet[Space]:
    prefix = organises_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    has_axis = Exists(tied.filter(space=OuterRef("pk")))
    seen = Space.objects.visible_to(reader)
    return (seen.filter(has_axis) | seen.filter(status__in=LIVING, uid__in=mine)).order_by("sort_name", "pk")
