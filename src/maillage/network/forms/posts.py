"""What a person types: people at work and their posts."""
