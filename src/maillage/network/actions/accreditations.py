"""Writes: official recognitions."""
