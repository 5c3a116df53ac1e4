"""Real services, each run in a process of its own, without this suite's strict warnings."""
