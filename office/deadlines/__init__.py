"""Terms of the procedure: opened by legal acts, counted by art. 57 KPA, put off by notice, closed with the reason."""
