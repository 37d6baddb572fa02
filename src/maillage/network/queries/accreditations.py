"""Reads: official recognitions."""
