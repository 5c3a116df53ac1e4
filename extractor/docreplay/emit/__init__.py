"""Turn cases into the files of other tools, such as Python test modules."""
