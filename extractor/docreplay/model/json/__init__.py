"""JSON as documentation writes it: values, pointers, paths, and readers that know places."""
