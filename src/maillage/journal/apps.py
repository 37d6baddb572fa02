"""Declares the `journal` room to Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "maillage.journal"
