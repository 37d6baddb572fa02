"""Reads of the room, a module a noun."""
