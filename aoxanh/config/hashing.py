"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with the cost that OWASP names: as hard to guess as scrypt's, at a sixth of the time of a processor.

    Officers sign in together when a meeting begins: two cores are to answer them all (docs/performance.md).
    """

    time_cost = 2
    memory_cost = 19 * 1024
    """In KiB."""
    parallelism = 1
