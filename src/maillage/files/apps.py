"""Declares the `files` room to Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "maillage.files"
