"""Background jobs: asked for in the asker's transaction, run by the jobs face."""
