"""Rules: their catalogue, which of their findings are reported, and how a run is built."""
