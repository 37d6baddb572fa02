"""Declares the `cadastre` room to Django."""

from django.apps import AppConfig


class CadastreConfig(AppConfig):
    name = "maillage.cadastre"

    def ready(self) -> None:
        from maillage.cadastre.registers import register

        register()
