"""What pages document, and what arguments select: where every flow begins."""
