"""Pages of inspections and of declarations of IT use."""
