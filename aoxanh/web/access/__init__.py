"""Pages and forms of signing in, invitations and the second factor."""
