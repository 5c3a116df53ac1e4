"""Values that a run takes from earlier responses, and the order that this needs."""
