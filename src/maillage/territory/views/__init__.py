"""The screens of the territory room."""
