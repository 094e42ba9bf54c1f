"""Pages of the registry of models, by audience."""
