"""Declares the `exchange` room to Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"
