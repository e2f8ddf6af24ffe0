"""Files that people bring: checked by their content, kept outside the web root, served only through a view."""
