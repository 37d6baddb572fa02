"""Writes: spaces."""
