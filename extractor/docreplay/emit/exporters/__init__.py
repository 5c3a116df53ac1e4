"""The exporters: every module defines `EXPORTER`; its file name is the exporter's name."""
