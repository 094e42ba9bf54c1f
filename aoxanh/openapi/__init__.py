"""The JSON face: a documented interface for other systems (OpenAPI 3.1), with keys bound to one unit and one role."""
