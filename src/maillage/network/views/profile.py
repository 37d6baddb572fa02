"""Screens: the profile of an organisation: founding, income, partnerships."""
