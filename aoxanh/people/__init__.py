"""Persons, memberships, posts, guardians and consent."""
