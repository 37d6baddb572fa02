"""What the cadastre shows on the pages of other rooms, a module a noun."""
