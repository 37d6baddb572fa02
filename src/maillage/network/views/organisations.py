"""Screens: organisations."""
