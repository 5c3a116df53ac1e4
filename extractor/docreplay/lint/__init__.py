"""Checks of pages without a service: contradictions within a page, and with other pages."""
