"""Who may write: official recognitions."""
