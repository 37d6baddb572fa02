"""Declares the `vocabulary` room to Django."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "maillage.vocabulary"

    def ready(self) -> None:
        from maillage.vocabulary.registers import register

        register()
