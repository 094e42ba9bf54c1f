"""Certificates that anyone can check."""
