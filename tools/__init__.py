"""Tools of the workshop: contracts, a PostgreSQL for tests, screenshots."""
