"""What files that evaluation tools write have in common."""
