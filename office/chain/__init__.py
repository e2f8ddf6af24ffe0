"""The chain of events: each event is tied to the one before it, and to the rows that came with it.

``rows`` says which rows are sealed and takes their fingerprints, ``links`` ties an event to its chain when it is
written, ``check`` holds everything against it later, ``notes`` keeps the ends of the chains outside the database.
"""
