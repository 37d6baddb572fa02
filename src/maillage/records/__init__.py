"""What every row shares: identity, validity, sort key; it holds no table."""
