"""What a person types: spaces."""
