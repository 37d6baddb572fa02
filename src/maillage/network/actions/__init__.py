"""Writes of the `network` room, a module a noun."""
