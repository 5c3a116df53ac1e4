"""Runs of the command line against a service that behaves as services do."""
