"""What superiors look into: yearly inspections with draws, visits and remedies, and declarations of IT use."""
