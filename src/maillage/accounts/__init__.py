"""Users, persons, log-in, signed links, consent, personal data."""
