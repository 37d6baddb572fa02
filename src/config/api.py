"""The public API: each room that publishes something mounts its router here. No token, no cookie, for any site."""

from __future__ import annotations

from django.conf import settings
from ninja import NinjaAPI
from ninja.errors import ValidationError

from maillage.cadastre.api import described_to_all, refuse_values, router

api = NinjaAPI(
    title="Maillage",
    version="1",
    description="Cours, services et permanences pour les personnes étrangères ou d’origine étrangère. Données publiques.",
    docs_url=None,
    openapi_url="/openapi.json",
    docs_decorator=described_to_all,
    servers=[{"url": settings.SITE_URL}],
    urls_namespace="api",
)
api.add_router("", router)
api.add_exception_handler(ValidationError, refuse_values)  # type: ignore[arg-type]
