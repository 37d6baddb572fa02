"""Writes: the profile of an organisation: founding, income, partnerships."""
