// a table whose columns sort
function table(root) {
  root.querySelectorAll("th").forEach((head, k) => {
    head.style.cursor = "pointer"; head.tabIndex = 0;
    var sort = () => {
      var body = root.querySelector("tbody"), down = head.getAttribute("aria-sort") === "ascending";
      root.querySelectorAll("th").forEach(other => { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var keyed = Array.prototype.map.call(body.rows, r => { var cell = r.cells[k], v = cell.getAttribute("data-v"); return { row: r, key: v === null ? cell.textContent : Number(v) }; });
      keyed.sort((a, b) => {
        var c = typeof a.key === "number" && typeof b.key === "number" ? (isNaN(a.key) ? 1 : 0) - (isNaN(b.key) ? 1 : 0) || (down ? b.key - a.key : a.key - b.key)
          : String(a.key).localeCompare(String(b.key)) * (down ? -1 : 1);
        return c;
      });
      keyed.forEach(k => { body.appendChild(k.row); });
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
  });
}
