"""What a person types: what becomes of an organisation: renamed, merged, split, ceased, taken over."""
