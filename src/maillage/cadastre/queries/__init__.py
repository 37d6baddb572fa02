"""Reads of the cadastre."""
