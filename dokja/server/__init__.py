"""What the server runs: the script of every rerun, and what is added to Streamlit's own routes."""
