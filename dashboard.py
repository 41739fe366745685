"""Entry: `streamlit run dashboard.py` serves Dokja."""

import streamlit as st

from dokja.server.warm import warm
from dokja.server.web import MIDDLEWARE, ROUTES

warm()
app = st.App("dokja/server/script.py", routes=ROUTES, middleware=MIDDLEWARE)
