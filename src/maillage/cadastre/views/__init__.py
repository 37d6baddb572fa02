"""The screens of the cadastre."""
