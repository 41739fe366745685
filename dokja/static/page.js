const words = JSON.parse(document.querySelector('meta[name="dokja-words"]').content);
// The page's language follows the address, also when it changes without a reload; and the address is one step of the
// history for each thing that the reader does: what the server adds to an address before that is no step of its own.
(() => {
  const follow = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    const language = Object.hasOwn(words, asked) ? asked : "ko";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  };
  let acted = false;
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => { acted = true; }, { capture: true, once: true });
  const { pushState, replaceState } = history;
  const isAddition = (address) => new URL(address, location).pathname === location.pathname && (!acted || !location.search);
  history.pushState = function (state, title, address) {
    (isAddition(address) ? replaceState : pushState).call(this, state, title, address);
    follow();
  };
  history.replaceState = function (...given) { replaceState.apply(this, given); follow(); };
  addEventListener("popstate", follow);
  follow();
})();
// Streamlit's file field and download buttons speak English alone, and of an error its number: their words are exchanged as they appear.
(() => {
  const said = (text) => Object.entries(words[document.documentElement.lang]).reduce((whole, [from, to]) => whole.replace(new RegExp(from), to), text);
  const speak = (field) => {
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest('[data-testid="stIconMaterial"], [data-testid="stWidgetLabel"]')) continue;
      if (said(node.data) !== node.data) node.data = said(node.data);
    }
    for (const element of field.querySelectorAll("[aria-label]")) {
      const label = element.getAttribute("aria-label");
      if (said(label) !== label) element.setAttribute("aria-label", said(label));
    }
  };
  new MutationObserver(() => {
    document.querySelectorAll('[data-testid="stFileUploader"], [data-testid="stDownloadButton"]').forEach(speak);
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
// Rows that paper alone holds are made when the page is printed: made at once they would cost every reader time.
(() => {
  const cell = (like, [text, href, mark]) => {
    const made = like.cloneNode(false);
    if (mark) {
      const colour = made.appendChild(document.createElement("span"));
      colour.className = "dk-mark";
      colour.style.background = mark;
    }
    const place = made.appendChild(document.createElement(href ? "a" : "span"));
    if (href) place.href = href;
    if (!text) place.className = "dk-missing";
    place.textContent = text || like.closest("table").dataset.missing;
    return made;
  };
  const make = (body) => {
    const [like] = body.closest("table").tBodies[0].rows;
    for (const row of JSON.parse(body.dataset.rows)) body.insertRow().append(...row.map((one, place) => cell(like.cells[place], one)));
    delete body.dataset.rows;
  };
  const makeAll = () => document.querySelectorAll("tbody[data-rows]").forEach(make);
  addEventListener("beforeprint", makeAll);
  matchMedia("print").addEventListener("change", (print) => { if (print.matches) makeAll(); });
})();
// A table for the clipboard, as HTML and as tab-separated text: rows of texts and of numbers with their number format.
// Its server has guarded the cells (dokja/export/clipboard.py). Without a secure connection there is only the copy event.
(() => {
  const written = (cell) => (Array.isArray(cell) ? cell[0] : cell);
  const asHtml = ([header, ...rows]) => {
    const table = document.createElement("table");
    table.border = "1";
    const fill = (row, kind) => (cell) => {
      const made = row.appendChild(document.createElement(kind));
      made.textContent = written(cell);
      made.setAttribute("style", Array.isArray(cell) ? `text-align:right;mso-number-format:'${cell[1]}'` : "mso-number-format:'\\@'");
    };
    header.forEach(fill(table.createTHead().insertRow(), "th"));
    const body = table.createTBody();
    for (const row of rows) row.forEach(fill(body.insertRow(), "td"));
    return table.outerHTML;
  };
  const quoted = (text) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  const asText = (rows) => rows.map((row) => row.map((cell) => quoted(written(cell))).join("\t")).join("\r\n");
  const byEvent = (kinds) => {
    let done = false;
    const give = (event) => {
      for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    document.addEventListener("copy", give, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", give, { capture: true });
    return done;
  };
  const byItem = async (kinds) => {
    const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  };
  const copy = async (kinds) => (navigator.clipboard?.write ? byItem(kinds).catch(() => byEvent(kinds)) : byEvent(kinds));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy-table]");
    if (!button) return;
    const rows = JSON.parse(button.dataset.copyTable);
    const said = button.parentElement.querySelector("[role=status]");
    said.textContent = "";
    const done = await copy({ "text/html": asHtml(rows), "text/plain": asText(rows) });
    said.textContent = done ? button.dataset.copied : button.dataset.failed;
  });
})();
