"""Addresses: confirmation campaigns and the page behind their links."""

from django.urls import path

from maillage.network.views import campaigns, confirmation

urlpatterns = [
    path("campagnes/", campaigns.campaigns, name="campaigns"),
    path("campagnes/nouvelle/", campaigns.new_campaign, name="new_campaign"),
    path("campagnes/fiche/<str:uid>/", campaigns.campaign_sheet, name="campaign_sheet"),
    path("campagnes/<address:uid>/", campaigns.campaign, name="campaign"),
    path("campagnes/<address:uid>/lancer/", campaigns.launch, name="launch_campaign"),
    path("campagnes/<address:uid>/relancer/", campaigns.remind, name="remind_silent"),
    path("campagnes/<address:uid>/cloturer/", campaigns.close, name="close_campaign"),
    path("annuaire/confirmer/<str:uid>/", confirmation.confirm, name="confirm_by_link"),
]
