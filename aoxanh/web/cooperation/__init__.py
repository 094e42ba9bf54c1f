"""Pages about what units do with others."""
