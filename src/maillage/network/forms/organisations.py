"""What a person types: organisations."""
