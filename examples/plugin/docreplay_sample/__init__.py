"""Extensions of docreplay: one of each kind, as an example."""
