"""Ends of a case without a decision on support: withdrawn, sent to the competent authority; and beginning anew."""
