"""Pages about lists that are brought in."""
