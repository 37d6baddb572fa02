"""What a person types about vocabularies; parsing and cleaning only, the actions decide."""
