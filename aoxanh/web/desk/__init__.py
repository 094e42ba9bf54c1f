"""The officers' home: what waits for them."""
