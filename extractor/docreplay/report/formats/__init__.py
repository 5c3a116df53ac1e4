"""The formats of reports: every module defines `FORMAT`."""
