"""Measures the product against limits of the same machine in the same run: `make bench`, docs/performance.md."""
