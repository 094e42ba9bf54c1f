"""Pages about units."""
