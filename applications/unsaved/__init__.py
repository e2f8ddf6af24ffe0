"""What somebody typed and has not saved yet: kept on the server, so that nothing is lost with the session."""
