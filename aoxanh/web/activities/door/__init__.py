"""Officers' pages at the door of an activity: who may come, who came, for how long."""
