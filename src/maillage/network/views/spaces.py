"""Screens: spaces."""
