// What the checks measure on a page. Each function of probe returns the breaches that it finds as pairs: element, problem.
window.probe ??= (() => {
  const RING = 3, TARGET = 24, LONGEST_MOTION = 5000, SLACK = 1, TALL = 0.35;
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^="-"]), '
    + '[role=button], [role=radio], [role=slider], [role=combobox], [role=checkbox], [role=switch], [role=tab], [role=link]';
  const PLACES = { svg: "svg *", paper: ".dk-paper *", hidden: '[aria-hidden="true"] *, [aria-hidden="true"]' };
  const text = (element) => (element.innerText ?? element.textContent ?? "").trim().replace(/\s+/g, " ");
  const label = (element) => element.getAttribute("aria-label") || text(element) || element.placeholder || "";
  const kind = (element) => {
    const test = element.closest("[data-testid]")?.dataset.testid ?? "";
    const own = typeof element.className === "string" ? element.className.split(" ").find((one) => one.startsWith("dk-")) ?? "" : "";
    return [element.tagName.toLowerCase(), own && `.${own}`, test && ` in ${test}`].join("");
  };
  const told = (element) => `${kind(element)} “${label(element).slice(0, 40)}”`;
  const above = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  const box = (element) => element.getBoundingClientRect();
  // Hidden for the eye, and there for a screen reader: 1 px, clipped, or without opacity.
  const seen = (element) => {
    const { width, height } = box(element);
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && !element.closest(".dk-unseen") && getComputedStyle(element).clipPath === "none";
  };
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([red, green, blue, alpha], under) => [red, green, blue].map((one, at) => one * alpha + under[at] * (1 - alpha));
  // Width, colours and address of the page: what was measured of it holds as long as these do.
  const view = () => [innerWidth, ...["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query).matches), location.href].join();
  // The colour below everything, which the page alone knows: not the brush's when the reader's own colours are forced.
  const grounds = {};
  const below = () => (grounds[view()] ??= (() => {
    const sheet = document.body.appendChild(document.createElement("span"));
    sheet.style.cssText = "forced-color-adjust: none; background: Canvas";
    const found = rgba(getComputedStyle(sheet).backgroundColor).slice(0, 3);
    sheet.remove();
    return found;
  })());
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = above(one)) layers.unshift(rgba(getComputedStyle(one).backgroundColor));
    return layers.reduce((under, layer) => over(layer, under), below());
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  // What a reader sees and presses of a control: of a hidden input its label.
  const face = (element) => (seen(element) ? element : element.closest("label") ?? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) ?? element);
  const controls = () => [...new Set([...document.querySelectorAll(CONTROLS)].filter((one) => !one.disabled && !one.closest(PLACES.hidden)).map(face))].filter(seen);

  // Focus: the parts around a control that may change, and what of them tells that it has the focus.
  const parts = (element) => {
    const around = [element, face(element), ...face(element).querySelectorAll("*")].slice(0, 12);
    for (let one = above(element), up = 0; one && up < 3; one = above(one), up += 1) around.push(one);
    return [...new Set(around)];
  };
  const look = (element) => {
    const style = getComputedStyle(element);
    return {
      outline: style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outlineColor,
      shadow: style.boxShadow === "none" ? "" : style.boxShadow,
      border: ["Top", "Bottom"].map((side) => (parseFloat(style[`border${side}Width`]) ? style[`border${side}Color`] : "")).join("|"),
      ground: style.backgroundColor,
      line: style.textDecorationLine,
    };
  };
  const colours = (shadow) => shadow.match(/(?:rgba?|color|oklab|oklch)\([^)]*\)/g) ?? [];
  const ringContrast = (element, now, before) => {
    const ground = behind(above(element) ?? element), against = (colour) => contrast(over(rgba(colour), ground), ground);
    const found = [];
    if (now.outline && now.outline !== before.outline) found.push(against(now.outline));
    if (now.shadow !== before.shadow) found.push(...colours(now.shadow).map(against));
    if (now.border !== before.border) found.push(...now.border.split("|").filter(Boolean).map(against));
    if (now.ground !== before.ground) found.push(contrast(over(rgba(now.ground), ground), over(rgba(before.ground), ground)));
    if (now.line !== before.line) found.push(Infinity);
    return Math.max(0, ...found);
  };
  const rest = () => document.getAnimations().forEach((one) => { if (Number.isFinite(one.effect?.getComputedTiming().endTime)) one.finish(); });
  const covered = (element) => {
    if (element.getRootNode() !== document) return false;
    const shown = face(element), { left, right, top, bottom } = box(shown);
    const points = [0.1, 0.5, 0.9].map((share) => [left + (right - left) * share, top + (bottom - top) * share]);
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    return !inside.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (shown.contains(hit) || hit.contains(shown));
    });
  };
  let walked = [], last = null, findings = {}, walkedAs = "";
  const note = (finding, element, problem) => { (findings[finding] ??= []).push([element, problem]); };
  const leave = () => {
    rest();
    if (!last?.element.isConnected) return;
    const { element, then } = last;
    last = null;
    const best = Math.max(...then.map(([part, now]) => ringContrast(part, now, look(part))));
    if (best < RING) note("seen", told(element), best ? `the focus is told by a contrast of ${best.toFixed(1)} alone` : "nothing tells that it has the focus");
  };
  // The controls that Tab should reach; in a group of choices the arrow keys lead on.
  const reachable = () => {
    const isUsable = (one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && !one.matches("[type=file]");
    return [...document.querySelectorAll(CONTROLS)].filter((one) => isUsable(one) && seen(face(one)));
  };

  // Texts as the rectangles of their lines, as far as a scroll frame or a hidden overflow shows them.
  const shownPart = (rectangle, element) => {
    let { left, right, top, bottom } = rectangle;
    for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
      if (getComputedStyle(one).overflow === "visible") continue;
      const frame = box(one);
      [left, right, top, bottom] = [Math.max(left, frame.left), Math.min(right, frame.right), Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  };
  const lines = () => {
    // What is scrolled lies under the navigation.
    document.querySelector('[data-testid="stMain"]').scrollTop = 0;
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement;
      if (!node.data.trim() || element.closest(`${PLACES.svg}, ${PLACES.paper}, ${PLACES.hidden}, script, style`) || !seen(element)) continue;
      range.selectNodeContents(node);
      for (const rectangle of range.getClientRects()) {
        const shown = shownPart(rectangle, element);
        if (shown.right - shown.left > 2 && shown.bottom - shown.top > 2) found.push({ element, ...shown });
      }
    }
    return found.sort((one, other) => one.top - other.top);
  };

  // Tab goes on from what had the focus last: a round begins at this place before everything.
  const start = document.createElement("span");
  start.tabIndex = -1;

  const chosen = "[aria-checked=true], [aria-pressed=true], [aria-selected=true], [data-selected]";
  let sent = 0;
  const socket = Object.getPrototypeOf(WebSocket.prototype), send = socket.send;
  socket.send = function (data) { sent += 1; return send.call(this, data); };

  return {
    sent: () => sent,
    state: () => [sent, location.href, document.querySelectorAll("[role=dialog], [role=listbox]").length, document.querySelector('[data-testid="stMain"]').scrollTop].join(),
    isWalked: () => walkedAs === view(),
    walkFindings: (finding) => findings[finding] ?? [],
    note,
    beginWalk: () => {
      [walked, last, findings, walkedAs] = [[], null, {}, view()];
      document.body.prepend(start);
      start.focus();
    },
    // One stop of Tab; returns whether the round is over, because it begins again, left the page or goes no further.
    step: () => {
      leave();
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body || element === start) return true;
      const again = walked.indexOf(element);
      if (again > 0) note("stuck", told(element), "Tab does not lead on from here");
      if (again >= 0) return true;
      walked.push(element);
      rest();
      if (covered(element)) note("seen", told(element), "has the focus and is covered");
      last = { element, then: parts(element).map((part) => [part, look(part)]) };
      return false;
    },
    endWalk: () => {
      start.remove();
      const group = (one) => one.closest("[role=radiogroup], [role=toolbar]") ?? (one.type === "radio" ? one.name : one);
      const isReached = (one) => walked.some((stop) => group(stop) === group(one));
      for (const one of reachable()) if (!isReached(one)) note("unreached", told(one), "is never reached by Tab");
    },
    first: () => (walked[0] ? text(walked[0]) : ""),

    smallTargets: () => {
      const all = controls().map((element) => ({ element, ...box(element).toJSON() })), isSmall = ({ width, height }) => width < TARGET - 0.5 || height < TARGET - 0.5;
      const isInSentence = ({ element }) => {
        if (!getComputedStyle(element).display.startsWith("inline")) return false;
        let block = element.parentElement;
        while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        return block && text(block).length > text(element).length + 1;
      };
      const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
      const distance = ([x, y], { left, right, top, bottom }) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      const isApart = (one) => all.every((other) => {
        if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return true;
        const [x, y] = middle(one), [otherX, otherY] = middle(other);
        return distance([x, y], other) >= TARGET / 2 && (!isSmall(other) || Math.hypot(x - otherX, y - otherY) >= TARGET);
      });
      return all.filter((one) => isSmall(one) && !isInSentence(one) && !isApart(one))
        .map((one) => [told(one.element), `is ${Math.round(one.width)} × ${Math.round(one.height)} px, with another target closer than 24 px`]);
    },
    wide: () => {
      const main = document.querySelector('[data-testid="stMain"]');
      const whole = main.scrollWidth > document.documentElement.clientWidth + SLACK ? [[kind(main), "scrolls sideways"]] : [];
      const beyond = [...main.querySelectorAll("*")].filter((one) => !one.closest(`.dk-frame *, ${PLACES.svg}`) && seen(one) && box(one).right > innerWidth + SLACK);
      return [...whole, ...beyond.filter((one) => !beyond.includes(one.parentElement)).map((one) => [told(one), `ends ${Math.round(box(one).right - innerWidth)} px beyond the window`])];
    },
    cutOff: () => {
      const isOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const found = [];
      for (const element of document.querySelectorAll("body *")) {
        if (!isOwnText(element) || element.closest(`${PLACES.svg}, ${PLACES.hidden}, ${PLACES.paper}`) || !seen(element)) continue;
        for (let one = element; one && one !== document.body; one = one.parentElement) {
          const style = getComputedStyle(one), ways = [style.overflowX, style.overflowY];
          if (ways.some((way) => way === "auto" || way === "scroll")) break;
          if (ways.every((way) => way === "visible")) continue;
          const frame = box(one), own = document.createRange();
          own.selectNodeContents(element);
          const words = own.getBoundingClientRect(), allowed = words.height * TALL / 2 + SLACK;
          const sideways = style.overflowX !== "visible" && (words.right > frame.right + 2 || words.left < frame.left - 2);
          const upright = style.overflowY !== "visible" && (words.bottom > frame.bottom + allowed || words.top < frame.top - allowed);
          if (sideways || upright) found.push([told(element), "its text is cut off"]);
          break;
        }
      }
      return found;
    },
    overlapping: () => {
      const all = lines(), found = new Map();
      all.forEach((one, at) => {
        for (let next = at + 1; next < all.length && all[next].top < one.bottom; next += 1) {
          const other = all[next];
          if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
          const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left), high = Math.min(one.bottom, other.bottom) - other.top;
          if (wide > 2 && high > TALL * Math.min(one.bottom - one.top, other.bottom - other.top)) found.set(told(one.element), `overlaps ${told(other.element)}`);
        }
      });
      return [...found];
    },

    unforced: () => {
      const found = [], canvas = below();
      const shown = (colour) => over(rgba(colour), canvas).map(Math.round);
      const style = (one) => JSON.stringify(parts(one).slice(0, 4).map((part) => {
        const { backgroundColor, color, borderTopColor, borderTopWidth, outlineStyle, textDecorationLine } = getComputedStyle(part);
        return [shown(backgroundColor), shown(color), parseFloat(borderTopWidth) && shown(borderTopColor), borderTopWidth, outlineStyle, textDecorationLine];
      }));
      for (const group of document.querySelectorAll("[role=radiogroup], [role=toolbar], [role=group]")) {
        const options = [...group.querySelectorAll("button, [role=radio], label")].filter(seen);
        const isOn = (one) => one.matches(`${chosen}, [kind$=Active]`) || one.querySelector("input:checked") !== null;
        const on = options.filter(isOn), off = options.filter((one) => !isOn(one));
        if (on.length && off.length && off.some((one) => style(one) === style(on[0]))) found.push([told(on[0]), "chosen, and looks like what is not chosen"]);
      }
      for (const mark of document.querySelectorAll(".dk-mark")) {
        if (seen(mark) && contrast(over(rgba(getComputedStyle(mark).backgroundColor), canvas), canvas) < 1.5) { found.push([kind(mark), "the mark of a team is not seen"]); break; }
      }
      for (const picture of document.querySelectorAll("svg.marks")) {
        const ground = behind(picture), against = (colour) => contrast(over(rgba(colour), ground), ground);
        const shapes = [...picture.querySelectorAll(":is(.mark-symbol, .mark-rect, .mark-line).role-mark path")].filter((one) => one.getAttribute("opacity") !== "0" && box(one).width > 2);
        const isUnseen = (shape) => {
          const colours = ["fill", "stroke"].map((part) => getComputedStyle(shape)[part]).filter((one) => one !== "none" && rgba(one)[3] > 0.5);
          return colours.length > 0 && Math.max(...colours.map(against)) < 1.5;
        };
        const unseen = shapes.find(isUnseen);
        if (unseen) found.push([`${unseen.parentElement.getAttribute("class")} in a chart`, "a mark is not seen"]);
        const letters = [...picture.querySelectorAll(":is(.role-axis-label, .role-axis-title, .role-legend-label) text")];
        const dim = letters.find((one) => one.textContent.trim() && one.getAttribute("opacity") !== "0" && against(getComputedStyle(one).fill) < 4.5);
        if (dim) found.push([`“${dim.textContent}” in a chart`, "the text is hard to see"]);
      }
      // Streamlit draws switches and sliders as empty boxes with a background.
      const drawn = ".stCheckbox label > div:not([data-testid]), .stSlider [data-orientation] > [data-orientation] > div:not([data-testid])";
      for (const piece of document.querySelectorAll(drawn)) {
        const { borderTopWidth, outlineStyle, backgroundColor } = getComputedStyle(piece);
        const isTold = borderTopWidth !== "0px" || outlineStyle !== "none" || contrast(shown(backgroundColor), canvas) >= RING;
        if (seen(piece) && !isTold) found.push([told(piece.closest("label, [role=group]")), "is drawn by a background alone"]);
      }
      return found;
    },

    motion: () => {
      const long = document.getAnimations().filter((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime > LONGEST_MOTION);
      const moving = [...document.querySelectorAll("marquee, blink, video[autoplay], audio[autoplay], meta[http-equiv=refresh], img[src*='.gif']")];
      return [...long.map((one) => [one.effect.target ? told(one.effect.target) : "page", "moves for more than 5 s"]), ...moving.map((one) => [kind(one), "moves or plays by itself"])];
    },
    tables: () => [...document.querySelectorAll("table")].filter((one) => one.role !== "presentation").flatMap((table) => {
      const found = [];
      if (!table.caption || !table.caption.textContent.trim()) found.push([kind(table), "has no caption"]);
      const bare = [...table.querySelectorAll("th")].find((one) => !one.scope);
      if (bare) found.push([told(bare), "is a header without scope"]);
      if (!table.querySelector("th")) found.push([kind(table), "has no headers"]);
      return found;
    }),
    pictures: () => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].flatMap((chart) => {
      const svg = chart.querySelector("svg.marks"), card = chart.closest('[class*="st-key-card-"]');
      const said = chart.querySelector("[role=graphics-document], [role=img], [aria-label]")?.getAttribute("aria-label") ?? "";
      return [
        ...(svg && !said ? [[kind(chart), "the picture has no text in its place"]] : []),
        ...(card && !card.querySelector('[class*="st-key-bar-"]') ? [[kind(chart), "has no table beside it"]] : []),
      ];
    }),
    names: () => controls().filter((one) => one.matches("a, button, label, [role=button]")).flatMap((element) => {
      const own = element.querySelector?.("input") ?? element, named = own.getAttribute("aria-label") || element.getAttribute("aria-label");
      const clean = (said) => said.replace(/[\s\p{P}\p{S}]+/gu, "").toLowerCase();
      const shown = [...element.childNodes].length ? text(element) : "";
      if (!named || !shown || element.querySelector('[data-testid="stIconMaterial"]')) return [];
      return clean(named).includes(clean(shown)) ? [] : [[told(element), `shows “${shown.slice(0, 40)}”, which is no part of its name`]];
    }),
    unlabelled: () => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((one) => !one.closest(PLACES.hidden) && !one.disabled)
      .filter((one) => !one.labels?.length && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby")).map((one) => [told(one), "has no label"]),
    links: () => [...document.querySelectorAll("a[href]")].filter(seen).flatMap((link) => {
      const said = label(link) || link.querySelector("img")?.alt || "";
      if (!said) return [[kind(link), "is a link without text"]];
      return /^(여기|이곳|클릭|더 ?보기|바로 ?가기|링크|here|click here|more|link|read more)[.!]?$/i.test(said) ? [[told(link), "does not say where it leads"]] : [];
    }),
    order: () => {
      const main = document.querySelector('[data-testid="stMain"]'), titles = [...main.querySelectorAll("h1, h2, h3, h4")].filter(seen), found = [];
      titles.slice(1).forEach((title, at) => {
        if (box(title).top < box(titles[at]).top - SLACK && box(title).left < box(titles[at]).right) found.push([told(title), "stands above the heading that is read before it"]);
        if (+title.tagName[1] > +titles[at].tagName[1] + 1) found.push([told(title), "leaves out a level of headings"]);
      });
      if (main.querySelectorAll("h1").length !== 1) found.push(["h1", `there are ${main.querySelectorAll("h1").length}`]);
      return found;
    },
    parted: () => {
      const cards = [...document.querySelectorAll('[class*="st-key-card-"]')].filter(seen);
      return cards.flatMap((card, at) => {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(card), next = cards[at + 1];
        const gap = next && !card.contains(next) ? box(next).top - box(card).bottom : Infinity;
        const framed = parseFloat(borderTopWidth) > 0 && borderTopStyle !== "none";
        return framed && (gap >= 4 || box(next).left >= box(card).right) ? [] : [[kind(card), "runs into its neighbour"]];
      });
    },
    ids: () => {
      const counts = new Map(), found = [];
      for (const { id } of document.querySelectorAll("[id]")) counts.set(id, (counts.get(id) ?? 0) + 1);
      for (const [id, count] of counts) if (count > 1 && !document.getElementById(id).closest("svg")) found.push([`#${id}`, `stands ${count} times on the page`]);
      for (const attribute of ["aria-labelledby", "aria-describedby", "for"]) {
        for (const one of document.querySelectorAll(`[${attribute}]`)) {
          const lost = one.getAttribute(attribute).split(/\s+/).filter(Boolean).find((id) => !document.getElementById(id));
          if (lost) found.push([told(one), `${attribute} names ${lost}, which is not there`]);
        }
      }
      return found;
    },
    languages: () => {
      const found = [], language = document.documentElement.lang;
      for (const [code, said] of [["ko", "한국어"], ["en", "English"]]) {
        const other = [...document.querySelectorAll(".st-key-masthead label, .st-key-masthead button")].find((one) => text(one) === said);
        if (other && code !== language && other.closest("[lang]").lang !== code) found.push([told(other), `is read as ${language}`]);
      }
      return found;
    },
    directions: () => {
      const said = text(document.querySelector('[data-testid="stMain"]'));
      const found = said.match(/(빨간|파란|초록|노란|둥근|네모난|왼쪽|오른쪽)\S{0,3} ?(버튼|단추|아이콘|메뉴)|\b(red|green|blue|round|square|left|right)(-hand)? (button|icon|menu)\b/gi) ?? [];
      return found.map((one) => [`“${one}”`, "points to something by colour, shape or place alone"]);
    },
    drags: () => [...document.querySelectorAll("[draggable=true]")].map((one) => [told(one), "has to be dragged"]),
    help: () => {
      const foot = document.querySelector("footer"), contact = foot?.querySelector("p"), about = foot?.querySelector('a[href*="about"]');
      return [...(contact && text(contact) ? [] : [["footer", "names nobody to ask"]]), ...(about ? [] : [["footer", "does not lead to the statement"]])];
    },
  };
})();
