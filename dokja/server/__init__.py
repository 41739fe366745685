"""The server: the script run on every rerun, and the additions to Streamlit's routes."""
