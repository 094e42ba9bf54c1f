"""Officers' pages about activities."""
