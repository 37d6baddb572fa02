"""Screens: the matrix of spaces and axes, edited cell by cell, and only here (G21)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.network.actions.axes import end_axis, set_axis
from maillage.network.models import SpaceAxis
from maillage.network.queries.axes import SpacesMatrix, axis_matrix, framework_asked, frameworks
from maillage.network.queries.space_page import space_for
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.templatetags.components import Tab
from maillage.vocabulary.matrix import Cell, Matrix, MatrixView
from maillage.vocabulary.models import Term


class AxesView(MatrixView):
    """« Plateformes et axes »; `?cadre=` names the framework."""

    template_name = "network/spaces/axes.html"

    def matrix(self, request: HttpRequest, day: dt.date) -> SpacesMatrix:
        framework = framework_asked(request.GET.get("cadre", ""))
        url = reverse("network:axes") + (f"?cadre={framework.code}" if framework else "")
        return axis_matrix(framework, reader_of(request), day, url=url)

    def link(self, request: HttpRequest, cell: Cell, day: dt.date) -> None:
        reader = reader_of(request)
        space = space_for(cell.row.key, reader)
        let_in(request, "network.organise_space", space)
        assert space is not None
        axis = Term.objects.select_related("scheme").get(uid=cell.column.key)
        set_axis(by=reader, space=space, axis=axis, since=day)

    def unlink(self, request: HttpRequest, cell: Cell, last_day: dt.date) -> None:
        reader = reader_of(request)
        rows = SpaceAxis.objects.visible_to(reader).as_of(last_day + dt.timedelta(days=1))
        row = rows.select_related("space", "axis").get(space__uid=cell.row.key, axis__uid=cell.column.key)
        let_in(request, "network.organise_space", row.space)
        end_axis(by=reader, row=row, last_day=last_day)

    def context(self, request: HttpRequest, matrix: Matrix) -> dict[str, Any]:
        chosen = framework_asked(request.GET.get("cadre", ""))
        tabs = [
            Tab(one.name, f"{reverse('network:axes')}?cadre={one.code}", current=one == chosen)
            for one in frameworks()
        ]
        return {"matrix": matrix, "frameworks": tabs, "label": _("Cadres")}


axes = AxesView.as_view()
