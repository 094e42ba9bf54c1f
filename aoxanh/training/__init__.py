"""Courses that grow on activities: who came often enough, for how long it counts, which models were taught."""
