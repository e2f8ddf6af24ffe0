"""A fee with several periods in one decision: where it changes, why, and what is owed in each."""
