"""Entry: `streamlit run dashboard.py` serves Dokja."""

import streamlit as st

from dokja.server.web import MIDDLEWARE, ROUTES, started

app = st.App("dokja/server/script.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=started)
