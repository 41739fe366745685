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
// Calls an act once in the first frame after the page has changed.
const afterChange = (act) => {
  let isAwaited = false;
  new MutationObserver(() => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      act();
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
};
// A letter runs the script again (Streamlit listens for it at the document): it is no command unless it is typed in a field.
document.body.addEventListener("keydown", (event) => { if (/^\p{L}$/u.test(event.key)) event.stopPropagation(); });
// Streamlit's own controls speak English alone, and of an error its number: their words are exchanged as they appear.
(() => {
  const said = (text) => Object.entries(words[document.documentElement.lang]).reduce((whole, [from, to]) => whole.replace(new RegExp(from), to), text);
  const speak = (field) => {
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest('[data-testid="stIconMaterial"], [data-testid="stWidgetLabel"]')) continue;
      if (said(node.data) !== node.data) node.data = said(node.data);
    }
    for (const element of [field, ...field.querySelectorAll("[aria-label]")]) {
      const label = element.getAttribute("aria-label");
      if (label && said(label) !== label) element.setAttribute("aria-label", said(label));
    }
  };
  const OWN = ["stFileUploader", "stDownloadButton", "stSkipToContent", "stHeader", "stSidebar", "stSelectbox", "stMultiSelect", "stDialog"];
  const controls = [...OWN.map((name) => `[data-testid="${name}"]`), "nav", "[role=dialog]", "[role=listbox]"].join();
  // The choice of a language is read in that language.
  const spoken = Object.fromEntries(Object.keys(words).map((code) => [new Intl.DisplayNames(code, { type: "language" }).of(code), code]));
  afterChange(() => {
    document.querySelectorAll(controls).forEach(speak);
    for (const choice of document.querySelectorAll(".st-key-masthead [role=radio]")) choice.lang = spoken[choice.textContent.trim()] ?? "";
    // A place for files that can be reached and has a name is no mere decoration.
    for (const place of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role=presentation]')) place.role = "group";
    // Streamlit puts sections between the items of this list, which makes it none.
    for (const item of document.querySelectorAll('[data-testid="stSidebarNavItems"], [data-testid="stSidebarNavItems"] li')) item.role = "none";
  });
})();
// After a lost connection the page is asked for again, as by the letter to which Streamlit listens: a server that was started
// anew knows nothing of the reader. Until the answer is there nothing can be clicked, because it would be lost.
(() => {
  const STATE = ["data-test-connection-state", "data-test-script-state"], OPEN = "CONNECTED", AT_REST = "notRunning", HERE = document.documentElement.dataset;
  let wasOpen = false;
  new MutationObserver(() => {
    const app = document.querySelector(`[${STATE[0]}]`);
    if (!app) return;
    const [connection, script] = STATE.map((name) => app.getAttribute(name));
    if (connection !== OPEN) {
      if (wasOpen) HERE.lost = "connection";
    } else if (HERE.lost === "connection") {
      HERE.lost = "page";
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", keyCode: 82, bubbles: true }));
      setTimeout(() => { if (HERE.lost === "page") delete HERE.lost; }, 5000);
    } else if (HERE.lost === "page" && script !== AT_REST) HERE.lost = "answer";
    else if (HERE.lost === "answer" && script === AT_REST) delete HERE.lost;
    wasOpen ||= connection === OPEN;
  }).observe(document, { subtree: true, attributeFilter: STATE });
})();
// What paper alone holds is made when the page is printed: made at once it would cost every reader time.
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
  // A press on a header sorts all rows by its column, a second one the other way round; as many stay on the screen.
  const value = (row, place) => row.cells[place].innerText.trim();
  const number = (text) => parseFloat(text.replaceAll(",", "").replace("−", "-"));
  const sort = (head) => {
    const table = head.closest("table"), place = head.cellIndex, missing = table.dataset.missing;
    table.querySelectorAll("tbody[data-rows]").forEach(make);
    const bodies = [...table.tBodies], counts = bodies.map((body) => body.rows.length);
    const isDown = head.getAttribute("aria-sort") !== "descending", isNumber = head.classList.contains("dk-number");
    const rows = bodies.flatMap((body) => [...body.rows]);
    const order = isNumber
      ? (one, other) => number(one) - number(other)
      : (one, other) => one.localeCompare(other, document.documentElement.lang, { numeric: true });
    rows.sort((one, other) => {
      const [a, b] = [value(one, place), value(other, place)];
      if (a === missing || b === missing) return (a === missing) - (b === missing);
      return (isDown ? -1 : 1) * order(a, b);
    });
    bodies.forEach((body, at) => body.append(...rows.splice(0, counts[at])));
    for (const one of head.parentElement.cells) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  };
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button.dk-sort");
    if (button) sort(button.closest("th"));
  });
  // Every sheet names the data and the address at its foot, where only a rule for pages reaches.
  const foot = document.head.appendChild(document.createElement("style"));
  const prepare = () => {
    document.querySelectorAll("tbody[data-rows]").forEach(make);
    const text = [document.querySelector(".dk-footer")?.dataset.paper, location.href].filter(Boolean).join(" · ");
    foot.textContent = `@page { @bottom-left { content: ${JSON.stringify(text)}; font-size: 7pt; overflow-wrap: anywhere; } }`;
  };
  addEventListener("beforeprint", prepare);
  matchMedia("print").addEventListener("change", (print) => { if (print.matches) prepare(); });
})();
// What was taken for a briefing is kept by the browser as the query of the briefing's page, whose address says the same.
const basket = (() => {
  const PLACE = "dokja-briefing", OWN = ["item", "heading", "told", "title", "by", "remark"], VIEW = ["data", "lang"];
  const isOpen = () => location.pathname.endsWith("/briefing");
  const query = () => new URLSearchParams(localStorage.getItem(PLACE) ?? "");
  const keep = (wanted) => localStorage.setItem(PLACE, wanted.toString());
  const take = (card) => {
    const view = new URLSearchParams(location.search), wanted = query();
    for (const key of VIEW) view.delete(key);
    if (card) view.set("card", card);
    const item = `${location.pathname}?${view}`;
    if (wanted.getAll("item").includes(item)) return;
    const aligned = wanted.has("heading");
    wanted.append("item", item);
    if (aligned) for (const key of ["heading", "told"]) wanted.append(key, "");
    keep(wanted);
  };
  // Only an address that is new here is kept: two tabs with a briefing each would overwrite each other's for ever.
  let followed = "";
  const follow = () => {
    if (!isOpen() || location.search === followed) return;
    followed = location.search;
    const here = new URLSearchParams(location.search), kept = new URLSearchParams();
    for (const key of OWN) for (const value of here.getAll(key)) kept.append(key, value);
    if (here.has("data")) keep(kept);
  };
  const address = (link) => `${link.dataset.basket}&${query()}`;
  const open = () => { location.href = address(document.querySelector("a.dk-basket")); };
  const show = () => {
    for (const link of document.querySelectorAll("a.dk-basket")) {
      const count = query().getAll("item").length, href = address(link);
      const text = `${link.dataset.label} ${count}`;
      link.classList.toggle("dk-empty", !count);
      if (link.textContent !== text) link.textContent = text;
      if (link.getAttribute("href") !== href) link.setAttribute("href", href);
    }
  };
  // The page without anything in its address is that of what was taken before.
  if (isOpen() && !new URLSearchParams(location.search).has("item") && query().has("item")) {
    location.replace(`${location.pathname}?${query()}&lang=${document.documentElement.lang}`);
  }
  afterChange(() => {
    follow();
    show();
  });
  addEventListener("storage", show);
  return { take, show, open };
})();
// What a card's buttons do: copy the address, a citation or the picture as it is drawn, and show the card alone.
(() => {
  const PADDING = 24, SPACING = 1.5, SCALE = 2;
  const lines = (brush, text, width) => {
    const found = [""];
    for (const word of text.split(/\s+/)) {
      const longer = `${found.at(-1)} ${word}`.trim();
      if (found.at(-1) && brush.measureText(longer).width > width) found.push(word);
      else found[found.length - 1] = longer;
    }
    return found;
  };
  const asAddress = (blob) => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });
  // A picture inside a picture sees no font of the page: it takes the letters along.
  const letters = async () => {
    const faces = [["400", "Regular"], ["700", "Bold"]].map(async ([weight, name]) => {
      const font = await fetch(`/fonts/PretendardGOV-${name}.woff2`).then((answer) => answer.blob()).then(asAddress);
      return `@font-face { font-family: "Pretendard GOV"; font-weight: ${weight}; src: url("${font}"); }`;
    });
    return (await Promise.all(faces)).join("");
  };
  const drawn = async (svg) => {
    const copy = svg.cloneNode(true), style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = await letters();
    copy.prepend(style);
    const image = new Image();
    image.src = await asAddress(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    await image.decode();
    return image;
  };
  const picture = async (card) => {
    const svg = card.querySelector('[data-testid="stVegaLiteChart"] svg'), { width, height } = svg.getBoundingClientRect();
    const image = await drawn(svg), colours = getComputedStyle(document.querySelector(".stApp"));
    const sheet = document.createElement("canvas"), brush = sheet.getContext("2d");
    const texts = [
      [card.querySelector(".dk-card-title").innerText, 700, 20],
      [card.querySelector(".dk-measure")?.innerText ?? "", 400, 15],
      [`${card.querySelector(".dk-source-line").innerText} — Dokja`, 400, 12],
    ].map(([text, weight, size]) => {
      brush.font = `${weight} ${size}px "Pretendard GOV"`;
      return { font: brush.font, rows: text ? lines(brush, text, width) : [], height: size * SPACING };
    });
    const [title, measure, foot] = texts.map((one) => one.rows.length * one.height);
    const above = PADDING + title + measure + PADDING / 2;
    sheet.width = (width + 2 * PADDING) * SCALE;
    sheet.height = (above + height + foot + 1.5 * PADDING) * SCALE;
    brush.scale(SCALE, SCALE);
    brush.fillStyle = colours.backgroundColor;
    brush.fillRect(0, 0, sheet.width, sheet.height);
    brush.drawImage(image, PADDING, above, width, height);
    brush.fillStyle = colours.color;
    brush.textBaseline = "top";
    [PADDING, PADDING + title, above + height + PADDING / 2].forEach((top, place) => {
      brush.font = texts[place].font;
      texts[place].rows.forEach((row, number) => brush.fillText(row, PADDING, top + number * texts[place].height));
    });
    return new Promise((done) => sheet.toBlob(done, "image/png"));
  };
  const report = (mail, row = "") => { location.href = mail.replace(encodeURIComponent("{address}"), encodeURIComponent(location.href)) + encodeURIComponent(row); };
  const acts = {
    take: async (card, button) => {
      basket.take(button.dataset.card);
      basket.show();
    },
    brief: async () => {
      basket.take("");
      basket.open();
    },
    text: (card, button) => navigator.clipboard.writeText(button.dataset.text),
    link: () => navigator.clipboard.writeText(location.href),
    citation: (card, button) => navigator.clipboard.writeText(button.dataset.text.replace("{address}", location.href)),
    report: async (card, button) => report(button.dataset.mail),
    picture: (card) => navigator.clipboard.write([new ClipboardItem({ "image/png": picture(card) })]),
  };
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-act]");
    if (!button) return;
    const card = button.closest('[class*="st-key-card-"]');
    if (button.dataset.act === "fullscreen") {
      await (document.fullscreenElement ? document.exitFullscreen() : card.requestFullscreen());
      return;
    }
    const { copied, failed } = button.dataset.copied ? button.dataset : button.parentElement.dataset, said = button.parentElement.querySelector(".dk-said");
    said.textContent = await acts[button.dataset.act](card, button).then(() => (button.dataset.act === "report" ? "" : copied), () => failed);
    setTimeout(() => { said.textContent = ""; }, 4000);
  });
  // A row at which the reader points, or in which the focus is, has its own way to report a problem: its values go along.
  const flag = document.createElement("button");
  flag.type = "button";
  flag.className = "dk-report";
  const show = (event) => {
    const row = event.target.closest?.(".dk-table tbody tr"), whole = row?.closest('[class*="st-key-card-"]')?.querySelector("[data-mail]");
    if (!whole || row.contains(flag)) return;
    flag.ariaLabel = flag.title = whole.textContent;
    flag.dataset.mail = whole.dataset.mail;
    row.cells[0].append(flag);
  };
  for (const act of ["pointermove", "pointerdown", "focusin"]) addEventListener(act, show);
  flag.addEventListener("click", () => {
    const row = flag.closest("tr"), heads = [...row.closest("table").tHead.rows[0].cells];
    report(flag.dataset.mail, heads.map((head, place) => `\r\n${head.querySelector(".dk-sort").textContent}: ${row.cells[place].textContent.trim()}`).join(""));
  });
})();
// The menu of a phone closes after a choice.
addEventListener("click", (event) => {
  if (innerWidth > 768 || !event.target.closest?.('[data-testid="stSidebar"] a')) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
});
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
// A long page has its contents beside it where the window is wide enough; it is only for the eye, as headings are for others.
(() => {
  const FEWEST = 4;
  const contents = document.createElement("div");
  contents.className = "dk-contents";
  contents.ariaHidden = "true";
  let told = "";
  const list = () => {
    const titles = [...document.querySelectorAll(".dk-section, .dk-card-title")];
    const shown = titles.length < FEWEST ? [] : titles;
    const now = shown.map((title) => title.textContent).join("\n");
    if (now === told) return;
    told = now;
    contents.replaceChildren(...shown.map((title, place) => {
      const entry = document.createElement("p");
      entry.textContent = title.textContent;
      entry.addEventListener("click", () => {
        document.querySelectorAll(".dk-section, .dk-card-title")[place]?.scrollIntoView({ behavior: "smooth", block: "center" });
      });
      return entry;
    }));
    if (!contents.isConnected) document.body.append(contents);
  };
  afterChange(list);
})();
