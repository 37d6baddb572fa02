"""What people type in the cadastre."""
