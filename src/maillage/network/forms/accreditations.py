"""What a person types: official recognitions."""
