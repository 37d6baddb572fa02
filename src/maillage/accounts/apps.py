"""Declares the `accounts` room to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.accounts"
