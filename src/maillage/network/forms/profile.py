"""What a person types: the profile of an organisation: founding, income, partnerships."""
