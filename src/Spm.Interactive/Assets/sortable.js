// a table whose columns sort
function table(root) {
  root.querySelectorAll("th").forEach((head, k) => {
    head.style.cursor = "pointer"; head.tabIndex = 0;
    var sort = () => {
      var body = root.querySelector("tbody"), down = head.getAttribute("aria-sort") === "ascending";
      root.querySelectorAll("th").forEach(other => { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var isNumeric = Array.prototype.some.call(body.rows, r => r.cells[k].hasAttribute("data-v"));
      // What is missing, and the gap of rows that are not shown, stay below, up or down.
      var keyed = Array.prototype.map.call(body.rows, r => {
        var cell = r.cells[k], v = cell.getAttribute("data-v"), text = cell.textContent;
        return { row: r, key: v === null ? text : Number(v), isLast: v === null && (isNumeric || text === "\u2026" || text === "\u2013") };
      });
      keyed.sort((a, b) => a.isLast || b.isLast ? a.isLast - b.isLast
        : isNumeric ? (down ? b.key - a.key : a.key - b.key) : a.key.localeCompare(b.key) * (down ? -1 : 1));
      keyed.forEach(k => { body.appendChild(k.row); });
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
  });
}
