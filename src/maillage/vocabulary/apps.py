"""Declares the `vocabulary` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "maillage.vocabulary"

    def ready(self) -> None:
        import_module("maillage.vocabulary.rules")
        from maillage.vocabulary.registers import register

        register()
