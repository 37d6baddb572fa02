"""The addresses of the `cadastre` room, a module a noun."""

from __future__ import annotations

from maillage.cadastre.urls import care, offers

app_name = "cadastre"
urlpatterns = [*care.urlpatterns, *offers.urlpatterns]
