"""Check measures on a user's own coding: agreement, the tool against coders, errors."""
