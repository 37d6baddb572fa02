"""Home, « Mes suivis », first steps."""
