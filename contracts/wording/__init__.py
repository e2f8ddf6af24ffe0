"""The office's own texts of contracts: drafted, looked at in a whole contract, published from a day."""
