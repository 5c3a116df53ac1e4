"""The commands: every module defines `COMMAND`; its file name is the command's name."""
