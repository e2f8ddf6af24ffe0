"""What happens during a stay, as it happens: absences, visits, incidents, tests, entries, contracts for media."""
