"""Ready words that an office keeps: of conditions of decisions, and of reasons to let a finding go."""
