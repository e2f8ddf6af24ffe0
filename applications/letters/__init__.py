"""Letters of a case: what each is filled with from the application, and the acts that issue them."""
