"""What this machine can do at most: the same acts with nothing around them."""
