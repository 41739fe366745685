"""Elements shared by several pages, and single sections of long pages."""
