"""Pages about audit."""
