"""What the report tells of faults that cannot be mended from outside, and of what no machine can tell."""

LEFT = """- Text in a chart has a size in pixels: it grows with the zoom of the browser, not with its size of text. The table
  beside each chart has the same content and follows both. Vega takes sizes in pixels alone.
- When the system turns to other colours while a page is open, charts follow with the next click: the server, which
  draws them, is not told of the change.
- Streamlit listens for the letters `r` (run again) and `c` (clear the cache) at the document and has no setting to turn
  this off; `client.toolbarMode = "minimal"` turns off `c` alone. `dokja/static/page.js` keeps letters that are typed
  outside a field from the document.
- Streamlit sets the size of text of the whole page in pixels, so that the browser's setting did nothing;
  `dokja/static/style.css` sets it as a share of the browser's.
- Streamlit keeps the closed menu of a narrow screen in the order of Tab, and tells choices, switches and sliders by a
  background that is lost in forced colours; `dokja/static/style.css` mends both.
- The place for files in the import of Streamlit is marked as presentation though it can be reached;
  `dokja/static/page.js` gives it the role of a group.
"""
