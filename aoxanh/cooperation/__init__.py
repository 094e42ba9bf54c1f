"""What units do with others, kept in one kind of record: advice, pairing, contents, conditions, visits to schools."""
