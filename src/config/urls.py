"""The table of URL prefixes: one line a room; `docs/architecture.md` shows the same table in words."""

from django.urls import include, path

from config.api import api

urlpatterns = [
    path("compte/", include("maillage.accounts.urls")),
    path("compte/", include("maillage.accounts.allauth_urls")),
    path("lien/", include("maillage.accounts.link_urls")),
    path("courrier/", include("maillage.mailing.urls")),
    path("fichiers/", include("maillage.files.urls")),
    path("imports/", include("maillage.exchange.urls")),
    path("recherche/", include("maillage.search.urls")),
    path("vocabulaire/", include("maillage.vocabulary.urls")),
    path("territoires/", include("maillage.territory.urls")),
    path("api/v1/", api.urls),
    path("", include("maillage.cadastre.urls")),
    path("", include("maillage.thread.urls")),
    path("", include("maillage.concertation.urls")),
    path("", include("maillage.chronicle.urls")),
    path("", include("maillage.network.urls")),
    path("", include("maillage.desk.urls")),
    path("", include("maillage.ui.urls")),
]

handler400 = "maillage.ui.errors.bad_request"
handler403 = "maillage.ui.errors.forbidden"
handler404 = "maillage.ui.errors.not_found"
handler429 = "maillage.ui.errors.too_many"
handler500 = "maillage.ui.errors.server_error"
