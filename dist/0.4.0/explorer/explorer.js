// What the page can do beyond being read: filter, sort, download, copy, and tell of a mark while it is pointed at. A classic script, so that it runs from the file system.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  /** Lower case without accents: what two spellings of a word have in common. */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);

  const status = one("#status");
  const form = one("#filter");
  const released = typeof recuentoTables === "undefined" ? {} : recuentoTables;

  /** A table of the page with its rows as they stand and what can be searched of each. */
  function readTable(name) {
    const element = one(`#${name}-table`);
    const columns = released[name]?.columns ?? [];
    const keys = ["event", "measure", "counter"].map((key) => [key, columns.indexOf(key === "measure" ? key : `${key}_id`)]);
    // The rows of the page stand in the order of the cells.
    const rows = all("tbody > tr", element).map((row, place) => {
      const cells = released[name]?.rows[place] ?? [];
      const own = Object.fromEntries(keys.map(([key, at]) => [key, row.dataset[key] ?? cells[at] ?? ""]));
      const source = one(`#source-${cells[columns.indexOf("source_id")]}`);
      return { row, cells, ...own, language: row.dataset.language ?? source?.dataset.language ?? "", text: null };
    });
    return { name, element, body: element.tBodies[0], columns, rows, order: rows };
  }

  const tables = form === null ? [] : ["estimates", "claims"].map(readTable);

  // Filter: a row is shown where it has every value chosen and every word typed.

  const fields = ["event", "measure", "counter", "language", "text"];
  const readForm = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));

  function isWanted(entry, chosen, words) {
    for (const name of ["event", "measure", "counter", "language"])
      if (chosen[name] !== "" && !entry[name].split(" ").includes(chosen[name])) return false;
    if (words.length === 0) return true;
    entry.text ??= fold(entry.row.textContent);
    return words.every((word) => entry.text.includes(word));
  }

  const say = (output, shown, count) => {
    output.textContent = output.dataset.text.replace("{shown}", shown).replace("{all}", count);
  };

  function filter() {
    const chosen = readForm();
    const words = wordsOf(chosen.text);
    for (const table of tables) {
      for (const entry of table.rows) entry.row.hidden = !isWanted(entry, chosen, words);
      say(one(`[data-shown="${table.name}"]`), table.rows.filter((entry) => !entry.row.hidden).length, table.rows.length);
    }
  }

  // Address: the filter stands in it, so that it can be kept and sent.

  function writeAddress() {
    const kept = new URLSearchParams(Object.entries(readForm()).filter(([, value]) => value !== ""));
    const query = kept.size === 0 ? "" : `?${kept}`;
    try {
      history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
    } catch {
      // Some browsers keep the address of a file as it is; the filter works all the same.
    }
    linkLanguage(query);
  }

  function linkLanguage(query) {
    for (const link of all("a[hreflang]"))
      link.setAttribute("href", link.getAttribute("href").replace(/[?#].*$/, "") + query + location.hash);
  }

  function readAddress() {
    const kept = new URLSearchParams(location.search);
    for (const name of fields) {
      const field = form.elements[name];
      const value = kept.get(name) ?? "";
      field.value = value;
      if (field.value !== value) field.value = "";
    }
  }

  // Sort: by a press on the name of a column, up, down and as it was.

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyOf = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();

  function compare(a, b) {
    if (a === "" || b === "") return (a === "" ? 1 : 0) - (b === "" ? 1 : 0);
    return collator.compare(a, b);
  }

  function sort(table, column, direction) {
    const entries = table.rows.map((entry) => [keyOf(entry.row, column), entry]);
    const sign = direction === "descending" ? -1 : 1;
    // Empty cells stand last in either direction.
    if (direction !== "none") entries.sort(([a], [b]) => (a === "" || b === "" ? compare(a, b) : sign * compare(a, b)));
    table.order = entries.map(([, entry]) => entry);
    table.body.append(...table.order.map((entry) => entry.row));
  }

  const following = { none: "ascending", ascending: "descending", descending: "none" };

  function addSorting(table) {
    const headers = all("thead th", table.element);
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const direction = following[header.getAttribute("aria-sort") ?? "none"];
        for (const other of headers) other.removeAttribute("aria-sort");
        if (direction !== "none") header.setAttribute("aria-sort", direction);
        sort(table, column, direction);
      });
    });
  }

  // Download: the rows shown, in their order, with exactly the cells of the release.

  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const writeCsv = (columns, rows) =>
    [columns, ...rows].map((cells) => `${cells.map((cell) => (cell === null ? "" : quoted(String(cell)))).join(",")}\n`).join("");

  function writeJson(columns, rows) {
    const lines = rows.map((cells) => JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, cells[at]]))));
    return lines.length === 0 ? "[\n]\n" : `[\n${lines.join(",\n")}\n]\n`;
  }

  const formats = {
    csv: { write: writeCsv, type: "text/csv;charset=utf-8" },
    json: { write: writeJson, type: "application/json" },
  };

  function download(button) {
    const table = tables.find((each) => each.name === button.dataset.table);
    const { write, type } = formats[button.dataset.download];
    const rows = table.order.filter((entry) => !entry.row.hidden).map((entry) => entry.cells);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(table.columns, rows)], { type }));
    link.download = `${table.element.dataset.file}.${button.dataset.download}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // Copy: the citation, a sample of code, the citation with one claim.

  function tell(text) {
    status.textContent = text;
    setTimeout(() => {
      status.textContent = "";
    }, 4000);
  }

  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  }

  async function copy(text) {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
      else copyBySelection(text);
      tell(status.dataset.copied);
    } catch {
      tell(status.dataset.notCopied);
    }
  }

  /** The link to the document of a claim, as the table of documents has it; null where that has no address. */
  function linkDocument(id) {
    const source = document.getElementById(id)?.querySelector("a[href^='#source-']")?.hash.slice(1);
    const address = document.getElementById(source)?.querySelector("td a")?.href;
    if (!address) return null;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = status.dataset.openSource;
    return link;
  }

  /** A claim that is opened gets a link to its document, and a button that copies the citation with the address of the claim. */
  function addClaimTools(details) {
    const id = details.closest("tr[id^='claim-']")?.id;
    if (!id || !details.open || details.querySelector("button")) return;
    const link = linkDocument(id);
    if (link !== null) details.append(link, " ");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = status.dataset.copyClaim;
    button.addEventListener("click", () => {
      const address = location.protocol === "file:" ? "" : ` ${location.origin}${location.pathname}#${id}`;
      copy(`${one("#citation").textContent} [${id.replace("claim-", "")}]${address}`);
    });
    details.append(button);
  }

  // Addresses of parts: what is closed or filtered out is shown.

  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    if (target.hidden && form !== null) {
      form.reset();
      filter();
      writeAddress();
    }
    for (let each = target; each !== null; each = each.parentElement) if (each.localName === "details") each.open = true;
    const own = target.matches("tr, summary") ? (target.querySelector("details") ?? target.closest("details")) : null;
    if (own !== null) own.open = true;
    target.scrollIntoView();
  }

  // Marks: their title is told at once, on pointing and on focus, and hidden by Escape.

  /** The lines of what tells of a mark, after its counter. */
  function linesOf(teller) {
    const lines = [""];
    for (const node of teller.childNodes) {
      if (node.localName === "br") lines.push("");
      else lines[lines.length - 1] += node.textContent;
    }
    let counter = teller;
    while (counter.localName !== "dt") counter = counter.previousElementSibling;
    return [counter.textContent, ...lines].map((line) => line.trim()).filter(Boolean);
  }

  function addTips() {
    const tip = document.createElement("div");
    tip.id = "tip";
    tip.hidden = true;
    tip.setAttribute("aria-hidden", "true");
    document.body.append(tip);
    for (const title of all("svg a > title")) {
      title.parentElement.dataset.tip = title.textContent;
      title.remove();
    }
    for (const mark of all("svg a[aria-labelledby]")) {
      mark.dataset.tip = linesOf(document.getElementById(mark.getAttribute("aria-labelledby"))).join("\n");
      mark.removeAttribute("aria-labelledby");
    }
    for (const mark of all("svg a[data-tip]")) mark.setAttribute("aria-label", mark.dataset.tip.replaceAll("\n", "; "));
    const show = (event) => {
      // The pointer may go from the mark into what is told of it, to follow the link there.
      if (event.target.closest?.("#tip")) return;
      const link = event.target.closest?.("svg a[data-tip]");
      tip.hidden = !link;
      if (!link) return;
      tip.textContent = link.dataset.tip;
      const target = link.getAttribute("href");
      const claim = target.startsWith("#claim-") ? linkDocument(target.slice(1)) : null;
      if (claim !== null) {
        claim.tabIndex = -1;
        tip.append("\n", claim);
      }
      const box = link.getBoundingClientRect();
      const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - tip.offsetWidth - 12);
      const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
      tip.style.left = `${Math.max(scrollX + 8, left)}px`;
      tip.style.top = `${scrollY + (below ? box.bottom - 1 : box.top - tip.offsetHeight + 1)}px`;
    };
    document.addEventListener("pointerover", show);
    document.addEventListener("focusin", show);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") tip.hidden = true;
    });
  }

  // Dictionary: entries that hold every word are shown, and their tables opened.

  function searchDictionary(text) {
    const words = wordsOf(text);
    let shown = 0;
    let count = 0;
    for (const list of all("#dictionary .entries")) {
      const heading = fold(list.querySelector("summary").textContent);
      const rows = all("tbody > tr", list);
      for (const row of rows) {
        const own = `${heading} ${fold(row.textContent)}`;
        row.hidden = !words.every((word) => own.includes(word));
      }
      const found = rows.filter((row) => !row.hidden).length;
      list.hidden = found === 0;
      list.open = words.length > 0 && found > 0;
      shown += found;
      count += rows.length;
    }
    say(one('[data-shown="dictionary"]'), shown, count);
  }

  for (const hidden of all(".tools, #filter, [data-copy]")) hidden.hidden = false;
  for (const table of tables) addSorting(table);
  for (const button of all("[data-download]")) button.addEventListener("click", () => download(button));
  for (const button of all("[data-copy]"))
    button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy).textContent));
  document.addEventListener("toggle", (event) => addClaimTools(event.target), true);
  addTips();
  if (form !== null) {
    const change = () => {
      filter();
      writeAddress();
    };
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change();
    });
    form.addEventListener("reset", () => setTimeout(change));
    readAddress();
    filter();
    linkLanguage(location.search);
  }
  const search = one("#dictionary-search");
  if (search !== null) {
    search.addEventListener("input", () => searchDictionary(search.value));
    searchDictionary("");
  }
  window.addEventListener("hashchange", () => {
    linkLanguage(location.search);
    showTarget();
  });
  if (location.hash !== "") showTarget();
})();
