"""Records of every table, entered, corrected and withdrawn by people."""
