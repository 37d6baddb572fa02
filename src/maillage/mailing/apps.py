"""Declares the `mailing` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "maillage.mailing"

    def ready(self) -> None:
        import_module("maillage.mailing.rules")
        import_module("maillage.mailing.registers").register()
