"""Who applies, in what way, who acts for the person, and who moves in together with the person."""
