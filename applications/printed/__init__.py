"""Papers of an application: the form to fill in by hand or from the case, and the protocol of an oral one."""
