"""Addresses: the profile of an organisation: founding, income, partnerships."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
