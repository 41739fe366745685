"""Dokja: a benchmark comparison dashboard in which every number is traceable."""
