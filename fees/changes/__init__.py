"""What changes on a future day: which fees of running stays, why, and drafts of their new assessments."""
