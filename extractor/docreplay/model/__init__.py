"""The values that every stage works with, and what follows from them; nothing here has effects."""
