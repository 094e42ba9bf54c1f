"""Territory and its history."""
