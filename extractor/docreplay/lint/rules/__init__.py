"""Rules about contradictions within and between pages, one per file: DOC14x to DOC16x."""
