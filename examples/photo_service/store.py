"""Store users and the sizes of their photos in a SQLite file."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SCHEMA = """
CREATE TABLE IF NOT EXISTS user (id TEXT PRIMARY KEY, principal TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS photo (
  user TEXT NOT NULL REFERENCES user (id),
  id TEXT NOT NULL,
  height INTEGER NOT NULL,
  width INTEGER NOT NULL,
  picture BLOB NOT NULL DEFAULT x'',
  PRIMARY KEY (user, id)
);
"""
_SIZES = (48, 240, 648)
_PEOPLE = ("adele", "bruno", "chen", "dana", "emeka")


@dataclass(frozen=True, slots=True)
class Photo:
    """One size of a user's photo; lengths are in pixels."""

    id: str
    height: int
    width: int


class Store:
    """The database, with one connection and one writer at a time."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()
        self._connection.executescript(_SCHEMA)

    def seed(self) -> None:
        """Fill an empty database with a few users who have photos."""
        with self._transaction() as cursor:
            if cursor.execute("SELECT 1 FROM user").fetchone():
                return
            for name in _PEOPLE:
                values = (f"{name}-7f3e", f"{name}@example.com")
                cursor.execute("INSERT INTO user VALUES (?, ?)", values)
                _make_sizes(cursor, f"{name}-7f3e", b"")

    def user(self, key: str) -> str | None:
        """Return the id of the user with that id or principal name."""
        with self._transaction() as cursor:
            query = "SELECT id FROM user WHERE id = ? OR principal = ?"
            row = cursor.execute(query, (key, key)).fetchone()
        return str(row[0]) if row else None

    def photos(self, user: str) -> tuple[Photo, ...]:
        """Return the sizes of the photo of a user, the smallest first."""
        with self._transaction() as cursor:
            query = "SELECT id, height, width FROM photo WHERE user = ? ORDER BY height, width"
            return tuple(Photo(*row) for row in cursor.execute(query, (user,)))

    def resize(self, user: str, photo: Photo) -> None:
        """Change height and width of one size of the photo."""
        with self._transaction() as cursor:
            query = "UPDATE photo SET height = ?, width = ? WHERE user = ? AND id = ?"
            cursor.execute(query, (photo.height, photo.width, user, photo.id))

    def upload(self, user: str, picture: bytes) -> None:
        """Replace the photo of a user in all sizes."""
        with self._transaction() as cursor:
            cursor.execute("DELETE FROM photo WHERE user = ?", (user,))
            _make_sizes(cursor, user, picture)

    def delete(self, user: str) -> None:
        """Remove the photo of a user in all sizes."""
        with self._transaction() as cursor:
            cursor.execute("DELETE FROM photo WHERE user = ?", (user,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        with self._lock, self._connection:
            yield self._connection.cursor()


def _make_sizes(cursor: sqlite3.Cursor, user: str, picture: bytes) -> None:
    for size in _SIZES:
        values = (user, f"{size}x{size}", size, size, picture)
        cursor.execute("INSERT INTO photo VALUES (?, ?, ?, ?, ?)", values)
