"""Staging: works out what an import would change before anything changes."""
