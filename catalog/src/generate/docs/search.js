"use strict";

// Hides the rows that are not searched for. The text of the search is also in the address, after `#`.
{
  const form = document.getElementById("search");
  const input = document.getElementById("text");
  const status = document.getElementById("status");
  const found = document.getElementById("found");
  const flags = ["retryable", "deprecated"].map((name) => document.getElementById(name)).filter(Boolean);

  const folded = (text) => text.normalize("NFC").toLowerCase();
  const rows = Array.from(document.querySelectorAll("tbody tr"), (element) => ({
    element,
    text: folded(element.textContent),
    // A row of another table has no status of three digits in its second cell.
    status: element.cells.length === 3 ? element.cells[1].textContent : "",
  }));
  const codes = rows.filter((row) => row.status).length;

  const search = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    const wanted = flags.filter((flag) => flag.checked).map((flag) => flag.id);
    let shown = 0;
    for (const row of rows) {
      const isFound =
        words.every((word) => row.text.includes(word)) &&
        row.status.startsWith(status.value) &&
        wanted.every((name) => row.element.classList.contains(name));
      if (row.element.hidden === isFound) {
        row.element.hidden = !isFound;
      }
      shown += isFound && row.status ? 1 : 0;
    }
    found.textContent = `${shown} of ${codes}`;
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
    const hash = input.value ? `#${encodeURIComponent(input.value)}` : "";
    history.replaceState(null, "", location.pathname + location.search + hash);
    search();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("tbody tr:not([hidden]) a")?.click();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  addEventListener("hashchange", readAddress);

  form.hidden = false;
  readAddress();
}
