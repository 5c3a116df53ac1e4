"""An expectation and an answer in; findings out, each at the line that it contradicts."""
