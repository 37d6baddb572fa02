"""Who may write: the profile of an organisation: founding, income, partnerships."""
