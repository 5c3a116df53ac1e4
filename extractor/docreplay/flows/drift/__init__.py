"""The drift flow: translations, the source versions they were made from, and their fixes."""
