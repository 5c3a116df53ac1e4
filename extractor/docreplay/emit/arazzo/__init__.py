"""Write stories as Arazzo documents, and the requests that they send as an OpenAPI description."""
