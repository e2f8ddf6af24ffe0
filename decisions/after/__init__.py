"""What follows approval: sending, delivery, waiver, finality, appeal. All of it in rows that point to the decision."""
