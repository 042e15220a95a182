
"use strict";
(() => {
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  // A date without a year is of the year that the title tells.
  const heading = document.body.textContent.match(/\b(\d{4})-\d\d-\d\d\b/);
  const year = heading ? Number(heading[1]) : new Date().getFullYear();
  const key = (cell) => {
    if (cell.dataset.n !== undefined) return Number(cell.dataset.n);
    const text = cell.textContent.trim();
    if (text === "" || text === "-") return null;
    const day = text.match(/^(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?(?!\w)/);
    if (day && months.includes(day[2])) {
      return Date.UTC(Number(day[3] || year), months.indexOf(day[2]), Number(day[1]));
    }
    const month = text.match(/^([A-Z][a-z]{2}) (\d{4})$/);
    if (month && months.includes(month[1])) return Date.UTC(Number(month[2]), months.indexOf(month[1]));
    // 12, 1,500.50 EUR, 29 d, 4.5 %, 23 of 81, 0.7 to 8.6 %; 2026-03-09 is none of them.
    const number = text.match(/^[^\d\s]?([-+]?\d[\d,]*(?:\.\d+)?)(?: ?(?:%|[A-Za-z]{1,4}))?(?:$| (?:of|to) |;)/);
    return number ? Number(number[1].replaceAll(",", "")) : text;
  };
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === "number") return -1;
    if (typeof b === "number") return 1;
    return words.compare(a, b);
  };
  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      if (button.textContent === "") button.setAttribute("aria-label", `column ${at + 1}`);
      head.append(button);
      button.addEventListener("click", () => {
        const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", turn === 1 ? "ascending" : "descending");
        const rows = [...body.rows].map((row) => [key(row.cells[at]), row]);
        // What is empty stays at the end, whichever way.
        rows.sort(([a], [b]) => {
          if (a === null || b === null) return (a === null) - (b === null);
          return turn * compare(a, b);
        });
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
})();
