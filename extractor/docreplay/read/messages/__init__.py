"""HTTP messages as pages write them, also as commands and as files of editors."""
