"""« Vacances scolaires », and the dates of a session for an agenda."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.cadastre.views import dates, school_calendar

TOP = "cours-et-services/vacances-scolaires"

urlpatterns: list[URLPattern] = [
    path(f"{TOP}/", school_calendar.school_holidays, name="school_holidays"),
    path(f"{TOP}/ajouter/", school_calendar.add_holidays, name="add_holidays"),
    path(f"{TOP}/<address:uid>/", school_calendar.edit_holidays, name="edit_holidays"),
    path(f"{TOP}/<address:uid>/retirer/", school_calendar.withdraw_holidays, name="withdraw_holidays"),
    path(f"{TOP}/<address:uid>/retablir/", school_calendar.restore_holidays, name="restore_holidays"),
    path(
        "cours-et-services/<address:uid>/sessions/<slug:session>/agenda.ics",
        dates.session_agenda,
        name="session_agenda",
    ),
]
