"""“Bắt đầu”: an installation's first steps, from an empty database to the first activity."""
