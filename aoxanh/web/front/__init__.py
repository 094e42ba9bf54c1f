"""Pages about front."""
