"""The types of an API that pages describe: resources, properties, allowed values."""
