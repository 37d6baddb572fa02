"""Declares the `records` room to Django."""

from django.apps import AppConfig
from django.urls import register_converter


class RecordsConfig(AppConfig):
    name = "maillage.records"

    def ready(self) -> None:
        from maillage.records.identity import AddressConverter

        register_converter(AddressConverter, "address")
