"""Declares the `cli` room to Django."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "maillage.cli"
