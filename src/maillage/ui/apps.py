"""Declares the `ui` room to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "maillage.ui"
