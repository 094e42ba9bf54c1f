"""Messages: one trigger, one notice; the outbox shows every one."""
