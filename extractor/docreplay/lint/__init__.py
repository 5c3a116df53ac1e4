"""A page in; what contradicts itself or its neighbours out. No service is needed."""
