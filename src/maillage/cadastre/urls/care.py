"""Addresses of what keeps offers true: corrections that anyone proposes, links, campaigns, what is lacking."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.cadastre.views import campaigns, lacking, links, proposals, suggestions

ROOT = "cours-et-services/"
HERE = f"{ROOT}<address:uid>/"
OPERATOR = f"{ROOT}operateur/<address:uid>/"

urlpatterns: list[URLPattern] = [
    path(f"{OPERATOR}lien/", links.send_link, name="send_link"),
    path(f"{OPERATOR}lien/retirer/", links.withdraw_links, name="withdraw_links"),
    path(f"{OPERATOR}confirmer/", campaigns.confirm_all, name="confirm_all"),
    path(f"{OPERATOR}reprendre/", campaigns.carry_all, name="carry_all"),
    path(f"{ROOT}campagnes/", campaigns.offer_campaigns, name="offer_campaigns"),
    path(f"{ROOT}campagnes/nouvelle/", campaigns.new_offer_campaign, name="new_offer_campaign"),
    path(f"{ROOT}campagnes/<address:uid>/", campaigns.offer_campaign, name="offer_campaign"),
    path(f"{ROOT}a-completer/", lacking.to_complete, name="to_complete"),
    path(f"{ROOT}corrections/", suggestions.suggestions, name="suggestions"),
    path(f"{HERE}proposer/", proposals.propose_session, name="propose_session"),
    path(f"{HERE}corriger/", suggestions.suggest, name="suggest"),
    path(f"{HERE}corrections/<slug:suggestion>/", suggestions.suggestion, name="suggestion"),
    path(f"{HERE}corrections/<slug:suggestion>/decider/", suggestions.decide, name="decide_suggestion"),
]
