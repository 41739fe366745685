"""What several pages show alike, and single sections of long pages."""
