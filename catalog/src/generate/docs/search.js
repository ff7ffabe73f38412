// Made by errcat.

"use strict";

// Hides the rows that are not searched for. The text of the search is also in the address, after `#`.
{
  const form = document.getElementById("search");
  const input = document.getElementById("text");
  const status = document.getElementById("status");
  const found = document.getElementById("found");
  const flags = ["retryable", "deprecated"].map((name) => document.getElementById(name)).filter(Boolean);

  const folded = (text) => text.normalize("NFC").toLowerCase();
  const sections = Array.from(document.querySelectorAll("section"), (element) => ({
    element,
    rows: Array.from(element.querySelectorAll("tbody tr"), (row) => ({
      element: row,
      text: folded(Array.from(row.cells, (cell) => cell.textContent).join("\n")),
      // Only the rows of the codes have three cells.
      status: row.cells.length === 3 ? row.cells[1].textContent : "",
    })),
  }));

  // Changes nothing that is right, because each change costs time in a large list.
  const show = (element, isShown) => {
    if (element.hidden === isShown) element.hidden = !isShown;
  };

  const search = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    const wanted = flags.filter((flag) => flag.checked).map((flag) => flag.id);
    const isFound = (row) =>
      words.every((word) => row.text.includes(word)) &&
      row.status.startsWith(status.value) &&
      wanted.every((name) => row.element.classList.contains(name));
    let count = 0;
    for (const section of sections) {
      const rows = section.rows.filter((row) => {
        show(row.element, isFound(row));
        return !row.element.hidden;
      });
      show(section.element, rows.length > 0);
      count += rows.length;
    }
    const isSearch = words.length > 0 || wanted.length > 0 || status.value !== "";
    found.textContent = isSearch ? `${count} found` : "";
  };

  const readAddress = () => {
    const hash = location.hash.slice(1);
    try {
      input.value = decodeURIComponent(hash);
    } catch {
      input.value = hash;
    }
    search();
  };

  form.addEventListener("input", () => {
    search();
    const url = new URL(location.href);
    url.hash = input.value ? encodeURIComponent(input.value) : "";
    history.replaceState(null, "", url);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const links = Array.from(document.querySelectorAll("tbody tr:not([hidden]) a"));
    const isWhole = (link) => folded(link.textContent) === folded(input.value.trim());
    (links.find(isWhole) ?? links[0])?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== input && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  addEventListener("hashchange", readAddress);
  // A browser that goes back sets the filters again before this.
  addEventListener("pageshow", readAddress);

  form.hidden = false;
  readAddress();
}
