"""Declares the `mailing` room to Django."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "maillage.mailing"
