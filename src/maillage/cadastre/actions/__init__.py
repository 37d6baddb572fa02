"""Writes of the cadastre: one verb of the field each."""
