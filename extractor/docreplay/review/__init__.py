"""Turn what a service answered into edits of the pages that document it."""
