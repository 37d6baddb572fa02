"""Addresses of what leaves the cadastre: open data, the sheet to hand over, the search of other sites."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.cadastre.views import embed, open_data, sheet

urlpatterns: list[URLPattern] = [
    path("donnees-ouvertes/", open_data.open_data, name="open_data"),
    path("donnees-ouvertes/integrer/", embed.embedding, name="embedding"),
    path("integrer/", embed.embed, name="embed"),
    path("fiche-d-orientation/", sheet.sheet, name="sheet"),
    path("fiche-d-orientation/remettre/", sheet.hand_over, name="hand_over"),
]
