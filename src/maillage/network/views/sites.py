"""Screens: the addresses where organisations receive people."""
