"""What requests need of each other: stories, captures, and the expressions in them."""
