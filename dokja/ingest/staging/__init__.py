"""What an import would change, worked out before anything changes."""
