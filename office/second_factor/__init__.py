"""The second factor: a code from a phone (TOTP) or a recovery code, with which a director confirms an act."""
