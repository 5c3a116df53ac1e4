"""The workbench of translators: one page that carries its data."""
