"""Documents of the cadastre on paper: the printed guide and the orientation sheet."""
