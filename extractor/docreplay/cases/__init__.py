"""Turn exchanges into executable cases."""
