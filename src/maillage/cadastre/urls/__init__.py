"""The addresses of the `cadastre` room, a module a noun."""

from __future__ import annotations

from maillage.cadastre.urls import offers, outputs

app_name = "cadastre"
urlpatterns = [*outputs.urlpatterns, *offers.urlpatterns]
