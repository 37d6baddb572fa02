"""Screens: official recognitions."""
