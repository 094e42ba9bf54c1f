"""Stored files, handed to those who may see them."""
