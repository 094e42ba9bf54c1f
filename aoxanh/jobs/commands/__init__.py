"""The commands of `aoxanh`: each module declares its arguments and runs."""
