"""The documented API as a whole: operations, members, permissions, and how they change."""
