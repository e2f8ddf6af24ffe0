"""Pages of apartments and places."""
