"""What `maillage doctor` looks at in the cadastre, a module a noun."""
