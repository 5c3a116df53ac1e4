"""Snapshots of a service: `docreplay record`, `docreplay regress`, and what they share."""
