"""Addresses of the search, of each offer, and of what is written on it, under `/cours-et-services/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.cadastre.views import keeping, offers, offers_map, search, sessions

ROOT = "cours-et-services/"
HERE = f"{ROOT}<address:uid>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, search.offers, name="offers"),
    path(f"{ROOT}carte.json", offers_map.offers_map, name="offers_map"),
    path(f"{ROOT}nouveau/", keeping.new_offer, name="new_offer"),
    path(f"{ROOT}operateur/<address:uid>/", keeping.keep_offers, name="keep_offers"),
    path(f"{ROOT}operateur/<address:uid>/ajouter/<slug:kind>/", offers.new_offer_of, name="new_offer_of"),
    path(HERE, offers.offer, name="offer"),
    path(f"{HERE}historique/", offers.offer_history, name="offer_history"),
    path(f"{HERE}modifier/", offers.edit_offer, name="edit_offer"),
    path(f"{HERE}confirmer/", offers.confirm_offer, name="confirm_offer"),
    path(f"{HERE}fin/", offers.end_offer, name="end_offer"),
    path(f"{HERE}rouvrir/", offers.reopen_offer, name="reopen_offer"),
    path(f"{HERE}fermeture/", sessions.close_meanwhile, name="close_meanwhile"),
    path(f"{HERE}fermeture/<slug:closure>/retirer/", sessions.withdraw_closure, name="withdraw_closure"),
    path(f"{HERE}sessions/nouvelle/", sessions.add_session, name="add_session"),
    path(f"{HERE}sessions/reprendre/", sessions.carry_forward, name="carry_forward"),
    path(f"{HERE}sessions/<slug:session>/", sessions.edit_session, name="edit_session"),
    path(f"{HERE}sessions/<slug:session>/places/", sessions.places, name="places"),
    path(f"{HERE}sessions/<slug:session>/retirer/", sessions.remove_session, name="remove_session"),
]
