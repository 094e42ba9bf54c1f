"""“Bàn giao”: an office passes to a successor with all that is open; the work itself belongs to the unit."""
