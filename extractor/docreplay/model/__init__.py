"""The values every stage speaks in; nothing here imports anything but the standard library."""
