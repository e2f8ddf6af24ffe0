"""Who waits for a place and why in that order; which place is offered to whom, and what they answered."""
