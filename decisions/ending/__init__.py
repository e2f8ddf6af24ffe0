"""How a stay may end: a revocation after hearing the party, an expiry, or the lapse of the period."""
