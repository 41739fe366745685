"""Code shared by the importers of evaluation tools' output files."""
