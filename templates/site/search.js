// The search: names first (path, summary, operationId), then the words of the pages. The index comes as two scripts, when the
// search is first opened, since a page from the disk may load nothing else.
(() => {
  "use strict";
  const root = document.documentElement.dataset.root;
  const most = 40;
  const methods = new Set(["get", "post", "put", "patch", "delete", "head", "options", "trace", "query"]);
  let entries = [];
  let words = [];
  let places = [];
  let asked = false;

  const plain = (text) => text.toLowerCase().replace(/[{}]/g, "");

  window["specloom:names"] = (rows) => {
    entries = rows.map(([address, title, section, method, path, id]) => ({
      ...{ address, title, section, method, path, id },
      ...{ methodText: method.toLowerCase(), pathText: plain(path), titleText: plain(title), idText: plain(id) },
      all: plain([method, path, title, id, section].join(" ")),
    }));
    show();
  };
  window["specloom:words"] = (index) => {
    words = index.words.split(" ");
    places = index.pages;
    show();
  };

  const pagesWith = (prefix) => {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found = new Set();
    for (; low < words.length && words[low].startsWith(prefix); low++) {
      let page = 0;
      for (const step of places[low]) {
        page += step;
        found.add(page);
      }
    }
    return found;
  };

  const nameScore = (entry, whole, parts) => {
    const { pathText, idText, titleText } = entry;
    if (pathText && pathText === whole) return 100;
    if (idText && idText === whole) return 95;
    if (titleText === whole) return 90;
    if (pathText && pathText.startsWith(whole)) return 70;
    if (idText && idText.startsWith(whole)) return 65;
    if (titleText.startsWith(whole)) return 60;
    if (pathText.includes(whole)) return 50;
    if (idText.includes(whole)) return 45;
    if (titleText.includes(whole)) return 40;
    return parts.every((part) => entry.all.includes(part)) ? 20 : 0;
  };

  // Among pages that fit as well: operations first, the shorter path first, and reading before changing.
  const standing = ({ method, path, title }) => (method ? 3 : 0) + (method === "GET" ? 0.001 : 0) - (path || title).length / 1000;

  const found = (query) => {
    let parts = plain(query).split(/\s+/).filter(Boolean);
    let method = "";
    if (parts.length > 1 && methods.has(parts[0])) {
      method = parts[0];
      parts = parts.slice(1);
    }
    if (!parts.length) return [];
    const whole = parts.join(" ");
    const hits = [];
    const others = [];
    entries.forEach((entry, number) => {
      if (method && entry.methodText !== method) return;
      const score = nameScore(entry, whole, parts);
      if (score) hits.push({ entry, score: score + standing(entry) });
      else others.push({ entry, number });
    });
    if (hits.length < most) {
      const pages = (whole.match(/[\p{L}\p{N}_]{2,40}/gu) ?? []).map(pagesWith);
      for (const { entry, number } of pages.length ? others : []) {
        if (pages.every((each) => each.has(number))) hits.push({ entry, score: standing(entry) });
      }
    }
    return hits.sort((one, other) => other.score - one.score);
  };

  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const input = made("input", {
    ...{ type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Path, name or words" },
    ...{ "aria-label": "Search", "aria-expanded": "false", "aria-controls": "site:found", "aria-autocomplete": "list" },
  });
  const list = made("div", { role: "listbox", id: "site:found", "aria-label": "Found" });
  const count = made("p", { class: "count", role: "status" });
  const close = made("button", { type: "button", class: "icon", "aria-label": "Close" }, "×");
  const dialog = made("dialog", { class: "finder", "aria-label": "Search" }, made("div", { class: "ask" }, input, close), list, count);
  document.body.append(dialog);

  const row = ({ entry }, number) => {
    const badge = entry.method ? [made("span", { class: `method method-${methods.has(entry.methodText) ? entry.methodText : "other"}` }, entry.method), " "] : [];
    const where = entry.path || entry.section || entry.address;
    return made(
      "a",
      { role: "option", id: `site:found-${number}`, "aria-selected": String(number === 0), href: `${root}/${entry.address}`, tabindex: "-1" },
      ...badge,
      made("span", { class: "name" }, entry.title),
      " ",
      made("span", { class: "where" }, where),
    );
  };

  const options = () => [...list.children];
  const select = (number) => {
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    const chosen = options()[number];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };

  function show() {
    const hits = found(input.value);
    list.replaceChildren(...hits.slice(0, most).map(row));
    input.setAttribute("aria-expanded", String(hits.length > 0));
    count.textContent = !input.value.trim() ? "" : !entries.length ? "Loading" : hits.length > most ? `${most} of ${hits.length}` : `${hits.length} found`;
    select(0);
  }

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (asked) return;
    asked = true;
    for (const name of ["names", "words"]) document.head.append(made("script", { src: `${root}/assets/search-${name}.js`, async: "" }));
  };

  document.querySelector("[data-find]").addEventListener("click", open);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[role=option]")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if ((event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = options();
    const place = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (step && all.length) {
      event.preventDefault();
      select((place + step + all.length) % all.length);
    } else if (event.key === "Enter" && all[place]) {
      event.preventDefault();
      all[place].click();
    }
  });
})();
