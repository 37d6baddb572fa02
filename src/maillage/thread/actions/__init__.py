"""Writes: one module a noun."""
