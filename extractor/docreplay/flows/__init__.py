"""What each command does: stages composed, one module per command."""
