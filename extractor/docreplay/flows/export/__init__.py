"""`docreplay export`: cases, stories and recordings for other tools."""
