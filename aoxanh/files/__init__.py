"""Stored files: sniffed, limited, kept for as long as they are needed."""
