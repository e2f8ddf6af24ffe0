"""Letters with maintained texts: templates with named slots, drafts and versions, and what was issued from them."""
