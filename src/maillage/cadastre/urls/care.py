"""Addresses of what keeps offers true: corrections that anyone proposes, links, campaigns, what is lacking."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.cadastre.views import lacking, links, suggestions

ROOT = "cours-et-services/"
HERE = f"{ROOT}<address:uid>/"
OPERATOR = f"{ROOT}operateur/<address:uid>/"

urlpatterns: list[URLPattern] = [
    path(f"{OPERATOR}lien/", links.send_link, name="send_link"),
    path(f"{OPERATOR}lien/retirer/", links.withdraw_links, name="withdraw_links"),
    path(f"{ROOT}a-completer/", lacking.to_complete, name="to_complete"),
    path(f"{ROOT}corrections/", suggestions.suggestions, name="suggestions"),
    path(f"{HERE}corriger/", suggestions.suggest, name="suggest"),
    path(f"{HERE}corrections/<slug:suggestion>/", suggestions.suggestion, name="suggestion"),
    path(f"{HERE}corrections/<slug:suggestion>/decider/", suggestions.decide, name="decide_suggestion"),
]
