"""Pages about recognition."""
