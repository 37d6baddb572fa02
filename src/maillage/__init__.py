"""Maillage: one thread from a need to the action that answered it."""
