"""The conditions of a programme as dated data, and whether an application meets them."""
