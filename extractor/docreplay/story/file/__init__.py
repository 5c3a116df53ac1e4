"""Story files in TOML or YAML: their keys, their JSON Schema, and reading them."""
