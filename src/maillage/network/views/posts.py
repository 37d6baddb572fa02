"""Screens: people at work and their posts."""
