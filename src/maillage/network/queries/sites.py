"""Reads: the addresses where organisations receive people."""
