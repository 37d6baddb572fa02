"""Addresses of profiles, partnerships and the figures drawn from them."""

from django.urls import URLPattern, path

from maillage.network.views import profile

HERE = "annuaire/<address:uid>/"

urlpatterns: list[URLPattern] = [
    path("annuaire/chiffres/", profile.figures, name="figures"),
    path(f"{HERE}profil/", profile.describe_organisation, name="describe_organisation"),
    path(f"{HERE}partenariats/nouveau/", profile.add_partnership, name="add_partnership"),
    path(f"{HERE}partenariats/<slug:partnership>/terminer/", profile.end_partnership, name="end_partnership"),
]
