"""Pure decisions about names, tables and drawings of the territory."""
