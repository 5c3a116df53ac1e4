"""The markup of a page in Markdown: fences, headings, tables, links, front matter."""
