"""Declares the `demo` room to Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "maillage.demo"
