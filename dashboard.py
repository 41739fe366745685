"""Entry: `streamlit run dashboard.py` serves Dokja."""

import streamlit as st

from dokja.web import MIDDLEWARE, ROUTES

app = st.App("dokja/app.py", routes=ROUTES, middleware=MIDDLEWARE)
