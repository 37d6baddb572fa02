"""The addresses of the house where `OIDC_SERVER_URL` is set."""

from django.urls import include, path

from config.urls import handler403, handler404, handler500
from config.urls import urlpatterns as house
from maillage.accounts.allauth_urls import identity_server_urls

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [path("compte/", include(identity_server_urls)), *house]
