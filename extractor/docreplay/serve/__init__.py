"""Cases in; an HTTP service that answers as the pages say out."""
