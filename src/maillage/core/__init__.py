"""Pure Python, no Django: the computations and the small mechanisms that every room uses."""
