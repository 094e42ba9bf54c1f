"""What monitors ask: whether the portal lives, whether it can answer, and its figures."""
