"""What django-allauth needs to know of the identity server of an organisation (OpenID Connect)."""

from __future__ import annotations

from typing import Any

PROVIDER_ID = "oidc"


def identity_server(
    *, url: str, name: str, client_id: str, secret: str, trusts_every_address: bool
) -> dict[str, Any]:
    """The value of `SOCIALACCOUNT_PROVIDERS`. `trusts_every_address`: the server need not say that it verified one."""
    app = {
        "provider_id": PROVIDER_ID,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": url,
            "email_authentication": True,
            "verified_email": trusts_every_address,
        },
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
