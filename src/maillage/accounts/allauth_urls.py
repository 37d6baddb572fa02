"""The addresses of django-allauth that Maillage opens, in French words, under `/compte/`; those not listed do not exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import URLPattern, path

from maillage.accounts.views import identity_server
from maillage.accounts.views.second_factor import ActivateView

urlpatterns: list[URLPattern] = [
    path("connexion/", account.request_login_code, name="account_login"),
    path("connexion/", account.request_login_code, name="account_request_login_code"),
    path("connexion/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/mot-de-passe/", account.login, name="account_login_by_password"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("rejoindre/", account.signup, name="account_signup"),
    path("suspendu/", account.account_inactive, name="account_inactive"),
    path("confirmer-acces/", account.reauthenticate, name="account_reauthenticate"),
    path("adresse/", account.email, name="account_email"),
    path("adresse/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "mot-de-passe/oublie/nouveau/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "mot-de-passe/oublie/fait/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("double-verification/", mfa.index, name="mfa_index"),
    path("double-verification/code/", mfa.authenticate, name="mfa_authenticate"),
    path("double-verification/confirmer-acces/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("double-verification/activer/", ActivateView.as_view(), name="mfa_activate_totp"),
    path("double-verification/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("double-verification/secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "double-verification/secours/nouveaux/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "double-verification/secours/telecharger/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
identity_server_urls: list[URLPattern] = [
    path("organisation/annule/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/erreur/", social.login_error, name="socialaccount_login_error"),
    path("organisation/rejoindre/", social.signup, name="socialaccount_signup"),
    path("organisation/", social.connections, name="socialaccount_connections"),
    path("organisation/<provider_id>/", identity_server.log_in_there, name="openid_connect_login"),
    path("organisation/<provider_id>/retour/", identity_server.come_back, name="openid_connect_callback"),
]
if settings.OIDC_SERVER_URL:
    urlpatterns += identity_server_urls
