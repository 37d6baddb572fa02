"""Declares the `accounts` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.accounts"

    def ready(self) -> None:
        import_module("maillage.accounts.rules")
        import_module("maillage.accounts.registers").register()
