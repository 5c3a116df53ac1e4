"""The data of the HTML report, and the page that carries it."""
