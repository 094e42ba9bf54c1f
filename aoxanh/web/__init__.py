"""The HTML face: pages for visitors, volunteers and officers."""
