"""The credentials of accounts: where they come from, and what a request gets of them."""
