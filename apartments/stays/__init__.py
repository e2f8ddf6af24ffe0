"""Living in a place: from moving in to settling up, and how a granted period may change in between."""
