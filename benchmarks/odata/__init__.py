"""A stateful OData service that is made from the pages of an API.

It knows nothing of what docreplay plans: which segments of a path are ids, it learns from the paths
that the pages list (`GET /groups/{id}/threads`). The ids that examples show do not exist in it.
"""
