"""Addresses of the directory, of each organisation, and of what is written on its sheet."""

from django.urls import URLPattern, path

from maillage.network.views import accreditations, cards, directory, lifecycle, organisations, sites

HERE = "annuaire/<address:uid>/"

urlpatterns: list[URLPattern] = [
    path("annuaire/", directory.organisations, name="organisations"),
    path("annuaire/nouvelle/", organisations.register_organisation, name="register_organisation"),
    path(HERE, organisations.organisation, name="organisation"),
    path(f"{HERE}carte.vcf", cards.organisation_card, name="organisation_card"),
    path(f"{HERE}historique/", organisations.organisation_history, name="organisation_history"),
    path(f"{HERE}modifier/", organisations.edit_organisation, name="edit_organisation"),
    path(f"{HERE}logo/", organisations.organisation_logo, name="organisation_logo"),
    path(f"{HERE}confirmer/", organisations.confirm_sheet, name="confirm_sheet"),
    path(f"{HERE}coordination/", organisations.make_host, name="make_host"),
    path(f"{HERE}nom/", lifecycle.rename_organisation, name="rename_organisation"),
    path(f"{HERE}suite/", lifecycle.what_became, name="what_became"),
    path(f"{HERE}suite/scission/", lifecycle.split_organisation, name="split_organisation"),
    path(f"{HERE}suite/<slug:kind>/", lifecycle.end_organisation, name="end_organisation"),
    path(f"{HERE}suites/<slug:succession>/annuler/", lifecycle.undo_succession, name="undo_succession"),
    path(f"{HERE}lieux/nouveau/", sites.add_site, name="add_site"),
    path(f"{HERE}lieux/<slug:site>/", sites.edit_site, name="edit_site"),
    path(f"{HERE}agrements/nouveau/", accreditations.add_accreditation, name="add_accreditation"),
    path(
        f"{HERE}agrements/<slug:accreditation>/prolonger/",
        accreditations.prolong_accreditation,
        name="prolong_accreditation",
    ),
    path(
        f"{HERE}agrements/<slug:accreditation>/terminer/",
        accreditations.end_accreditation,
        name="end_accreditation",
    ),
]
