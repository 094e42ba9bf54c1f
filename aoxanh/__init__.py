"""Áo Xanh: the open system with which youth organisations coordinate volunteering."""
