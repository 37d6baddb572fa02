"""Writes: the addresses where organisations receive people."""
