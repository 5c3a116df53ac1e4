"""The rules of regressions: one file for each class of change."""
