"""Writes: organisations."""
