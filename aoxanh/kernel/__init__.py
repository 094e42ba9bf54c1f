"""The vocabulary every context shares: no models, no input, no output."""
