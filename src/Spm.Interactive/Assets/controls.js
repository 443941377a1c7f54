
// what has more steps is moved through by a slider, not looked up in a list
var LONGEST_LIST = 500;
// the explorer's controls: list of maps, slider, buttons, words; real form elements, so that keyboards and screen readers know them
function controls(view) {
  var e = view.e, make = (name, style, words) => {
    var out = document.createElement(name);
    out.style.cssText = style; if (words) out.textContent = words;
    return out;
  };
  var small = "font:13px system-ui,sans-serif;", above = make("div", small + "margin:2px 0 6px;display:flex;flex-wrap:wrap;gap:4px 14px"), below = make("div", small + "margin:4px 0;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center");
  var list = picker("Map of ", view.list.map(entry => entry.name), 0, k => { showMap(view, k); });
  if (view.list.length > 1) above.appendChild(list.parentNode);
  var choices = e.choices.map(c => {
    var stepOf = () => Math.floor(view.curve / c.stride) % c.count, chosen = k => { view.choose(view.curve + (k - stepOf()) * c.stride); }, values = sweep(c);
    var words = k => c.isCycle ? "cycle " + (k + 1) : quantity(view.units, values[k], c.unit);
    if (c.count > LONGEST_LIST) {
      var steps = slider(c.quantity, chosen);
      above.appendChild(steps.row);
      return { row: steps.row, isEmbedded: c.isEmbedded, show: () => { steps.show(stepOf(), c.count, words(stepOf())); } };
    }
    var labels = Array.from({ length: c.count }, (_, k) => words(k)), isAmbiguous = new Set(labels).size < c.count;
    var list = picker(c.quantity + " ", isAmbiguous ? labels.map((label, k) => label + " (" + (k + 1) + " of " + c.count + ")") : labels, stepOf(), chosen);
    above.appendChild(list.parentNode);
    return { row: list.parentNode, isEmbedded: c.isEmbedded, show: () => { list.value = stepOf(); } };
  });
  var sweeps = slider(e.slider.quantity, k => { moveTo(view, k); });
  if (view.slider.count > 1) below.appendChild(sweeps.row);
  var pin = button("Pin", "Keep the curve of the selected pixel to compare it (key p, or double click)", () => { togglePin(view); });
  var region = button("Region", "Then drag over the map for the mean of a rectangle (or hold Shift and drag)", () => { armed(!view.isBrushing); });
  var clear = button("Clear", "Remove pins and region (Escape)", () => { clearAll(view); });
  var source = make("div", "opacity:.75;font:12px system-ui,sans-serif"), problem = make("div", small + "color:#B00020;background:#FFF;padding:0 4px;display:none"), said = make("div", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap");
  problem.setAttribute("role", "alert"); said.setAttribute("aria-live", "polite"); said.setAttribute("data-spm-said", "1"); source.setAttribute("data-spm-source", "1");
  view.stage.parentNode.insertBefore(above, view.stage);
  [below, source, problem, said].reduce((last, next) => { last.parentNode.insertBefore(next, last.nextSibling); return next; }, view.stage);
  view.notes = make("div", "display:none;opacity:.75;font:12px system-ui,sans-serif", e.notes.join(" "));
  source.parentNode.insertBefore(view.notes, source);
  // Notebooks take arrows and letters for themselves where they are not told otherwise: JupyterLab by this attribute, others by events that do not reach them.
  [view.stage, above, below].forEach(part => { part.setAttribute("data-lm-suppress-shortcuts", "true"); });
  [above, below].forEach(part => { part.addEventListener("keydown", event => { event.stopPropagation(); }); });
  view.root.querySelector("[data-spm-hint]").textContent = view.stage.getAttribute("aria-label");
  view.stage.tabIndex = 0; view.stage.style.outlineOffset = "2px"; view.stage.setAttribute("role", "group");

  function slider(name, moved) {
    var row = make("label", "display:flex;gap:8px;align-items:center;flex:1 1 300px;max-width:470px"), range = make("input", "flex:1 1 auto;min-width:80px"), value = make("output", "min-width:11em;white-space:nowrap");
    range.type = "range"; range.min = 0; range.step = 1;
    row.appendChild(make("span", "", name)); row.appendChild(range); row.appendChild(value);
    range.addEventListener("input", () => { moved(Number(range.value)); });
    return {
      row: row,
      show: (k, count, words) => {
        range.max = count - 1; range.value = k;
        range.setAttribute("aria-valuetext", name + " " + words + ", point " + (k + 1) + " of " + count);
        value.textContent = words + " (" + (k + 1) + " of " + count + ")";
      }
    };
  }
  function picker(name, labels, k, chosen) {
    var box = make("label", ""), select = make("select", "font:inherit;max-width:100%");
    box.textContent = name;
    labels.forEach((words, i) => { var option = document.createElement("option"); option.value = i; option.textContent = words; select.appendChild(option); });
    select.value = k;
    select.addEventListener("change", () => { chosen(Number(select.value)); });
    box.appendChild(select);
    return select;
  }
  function button(words, help, pressed) {
    var out = make("button", "font:inherit;padding:2px 10px", words);
    out.type = "button"; out.title = help;
    out.addEventListener("click", pressed);
    below.appendChild(out);
    return out;
  }
  function armed(isOn) {
    view.isBrushing = isOn;
    region.setAttribute("aria-pressed", isOn); region.style.fontWeight = isOn ? "700" : "";
    // A finger that draws a rectangle must not scroll the page.
    view.svg.style.touchAction = isOn ? "none" : "pan-y pinch-zoom";
  }
  // Where the numbers come from, and what was done to those of the map.
  var from = "", ofMap = "", sourceLine = () => { source.textContent = [from, ofMap && "map: " + ofMap].filter(Boolean).join(" · "); };
  var all = {
    detail: words => { ofMap = words; sourceLine(); },
    armed: armed,
    say: words => { said.textContent = words; },
    problem: words => { problem.textContent = words; problem.style.display = words ? "inline-block" : "none"; },
    source: words => {
      from = words === "embedded" ? "" : words || "";
      sourceLine();
      choices.forEach(c => { c.row.style.display = view.source.choose && (c.isEmbedded || !view.source.isBounded) ? "" : "none"; c.show(); });
    },
    choices: () => { choices.forEach(c => { c.show(); }); },
    slider: () => { sweeps.show(view.index, view.slider.count, view.slider.values ? quantity(view.units, view.slider.values[view.index], e.slider.unit) : ""); },
    shown: () => {
      list.value = view.shown;
      if (view.list[view.shown].part) view.lastSlice = view.shown;
      var s = view.selected, isPinned = view.pins.some(p => p.row === s.row && p.column === s.column);
      pin.textContent = isPinned ? "Unpin" : "Pin";
      clear.disabled = view.pins.length === 0 && !view.region;
    }
  };
  armed(false); all.slider();
  clear.disabled = true;
  return all;
}
