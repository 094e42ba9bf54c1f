"""Numbers given to units, and the lists they send."""
