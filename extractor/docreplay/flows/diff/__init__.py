"""`docreplay diff`: what the documented API changed between two versions of the pages."""
