"""Addresses: people at work and their posts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
