"""Template tags of the HTML face."""
