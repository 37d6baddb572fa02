"""Declares the `records` room to Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "maillage.records"
