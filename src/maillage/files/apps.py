"""Declares the `files` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "maillage.files"

    def ready(self) -> None:
        import_module("maillage.files.registers").register()
