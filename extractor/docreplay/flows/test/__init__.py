"""`docreplay test`: the cases of a run, as tests that pytest runs."""
