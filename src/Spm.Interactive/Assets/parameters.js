
// the table below the explorer: the parameters of the selected pixel, of pins and their difference, and of a region
function drawTable(view) {
  var holder = view.root.querySelector("[data-spm-table]"), e = view.e, units = view.units, a = view.selected.answer;
  retell(view);
  if (!holder || !a) return;
  var columns = [{ head: titlePart(a, 0), mark: "data-spm-parameter", list: a.parameters, answer: a, pixel: view.selected }];
  view.pins.forEach((pin, k) => { if (pin.answer) columns.push({ head: "pinned (" + pin.column + ", " + pin.row + ")", colour: pin.colour, mark: "data-spm-pin" + k, list: pin.answer.parameters, answer: pin.answer, pixel: pin }); });
  if (view.pins.length === 2) columns.push({ head: "difference (" + view.pins.map(pin => pin.column + ", " + pin.row).join(") − (") + ")", mark: "data-spm-difference", list: difference(view) });
  if (view.region && view.region.answer) columns.push({ head: view.region.answer.title + (view.region.answer.count > 1 ? ", ± standard deviation" : ""), colour: ORANGE, mark: "data-spm-mean", list: view.region.answer.parameters });
  var rows = e.parameters.map((p, k) => {
    return [p[0], p[1]].concat(columns.map(c => { return { mark: c.mark, k: k, words: !c.list ? "" : isNaN(c.list[k][0]) ? "–" : uncertain(units, c.list[k][0], c.list[k][1], p[2]) + (c.pixel && !isDetermined(c.list, k) ? ", not determined" : "") }; }));
  });
  if (e.parameters.length) {
    rows.push(["R²", ""].concat(columns.map(c => c.answer ? titlePart(c.answer, 1).replace("R² ", "") : "")));
    rows.push(["fit", ""].concat(columns.map(c => c.answer ? titlePart(c.answer, 2) : "")));
  }
  if (view.label || !e.parameters.length) rows = rows.concat(valueRows(view, columns));
  holder.innerHTML = rows.length ? tableMarkup((e.parameters.length ? ["parameter", "symbol"] : ["quantity"]).concat(columns), rows, e.parameters.length ? 2 : 1) : "";
}
function titlePart(answer, k) { return answer.title.split(" · ")[k] || ""; }
// The measured value at the slider: of a curve with all its points, else of the map.
function valueRows(view, columns) {
  var entry = view.list[view.shown], i = view.index, first = view.e.parameters.length ? ["", ""] : [""];
  if (!entry.part) return [];
  first[0] = entry.name + " at " + view.label;
  var e = view.e, map = view.map && view.map.rows === e.rows && view.map.columns === e.columns ? view.map : null;
  var at = (answer, pixel) => answer && answer.x.length === view.slider.count ? partOf(answer.parts, entry.part)[i]
    : pixel && map ? map.values[turned(pixel.row, e.rows, e.flip[0]) * e.columns + turned(pixel.column, e.columns, e.flip[1])] : NaN;
  return [first.concat(columns.map(c => {
    if (c.mark === "data-spm-difference") return { mark: "data-spm-value", k: "", words: said(finite(shortWay(entry.axis.cyclic, entry.axis.unit, at(view.pins[0].answer, view.pins[0]) - at(view.pins[1].answer, view.pins[1])))) };
    var answer = c.mark === "data-spm-mean" ? view.region.answer : c.answer, d = c.mark === "data-spm-mean" && deviationOf(answer, entry.part);
    return { mark: "data-spm-value", k: "", words: d && answer.x.length === view.slider.count ? uncertain(view.units, at(answer), d[i], entry.axis.unit) : said(at(answer, c.pixel)) };
  }))];
  // What lies beyond the embedded range has no difference.
  function finite(value) { return isFinite(value) ? value : NaN; }
  function said(value) { return isNaN(value) ? "–" : !isFinite(value) && view.source.isBounded ? beyond(value) : quantity(view.units, value, entry.axis.unit); }
}
function tableMarkup(heads, rows, fixed) {
  var line = "border-bottom:1px solid rgba(128,128,128,.35);padding:2px 10px;vertical-align:top;text-align:";
  var cell = (words, k) => {
    var isMarked = typeof words === "object", right = k >= fixed;
    return "<td" + (isMarked ? " " + words.mark + "=\"" + words.k + "\"" : "") + " style=\"" + line + (right ? "right;white-space:nowrap" : "left") + "\">" + escape(isMarked ? words.words : words) + "</td>";
  };
  return "<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse;font-size:13px;margin:6px 0;color:inherit\"><thead><tr>" + heads.map((head, k) => {
    var words = typeof head === "object" ? head.head : head, colour = head.colour;
    return "<th scope=\"col\" style=\"" + line + (k >= fixed ? "right" : "left") + (colour ? ";border-bottom:3px solid " + colour : "") + (words.length < 32 ? ";white-space:nowrap" : "") + "\">" + escape(words) + "</th>";
  }).join("") + "</tr></thead><tbody>" + rows.map(row => "<tr>" + row.map(cell).join("") + "</tr>").join("") + "</tbody></table></div>";
}
