"""HTTP as pages write it and services speak it: messages, headers, targets, placeholders."""
