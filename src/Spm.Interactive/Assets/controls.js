
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
  var m = e.embedded, at = m ? m.choice : 0;
  var choices = e.choices.map(c => {
    return above.appendChild(picker(c.name + " ", c.labels, Math.floor(at / c.stride) % c.labels.length, k => {
      at += (k - Math.floor(at / c.stride) % c.labels.length) * c.stride;
      view.choose(at);
    }).parentNode);
  });
  var row = make("label", "display:flex;gap:8px;align-items:center;flex:1 1 300px;max-width:470px"), range = make("input", "flex:1 1 auto;min-width:80px"), value = make("output", "min-width:11em;white-space:nowrap");
  range.type = "range"; range.min = 0; range.step = 1;
  row.appendChild(make("span", "", e.slider.quantity)); row.appendChild(range); row.appendChild(value);
  range.addEventListener("input", () => { moveTo(view, Number(range.value)); });
  if (view.slider.count > 1) below.appendChild(row);
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
  view.stage.tabIndex = 0; view.stage.style.outlineOffset = "2px"; view.stage.setAttribute("role", "group");

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
    view.svg.style.touchAction = isOn ? "none" : "pan-y";
  }
  var all = {
    armed: armed,
    say: words => { said.textContent = words; },
    problem: words => { problem.textContent = words; problem.style.display = words ? "inline-block" : "none"; },
    source: words => {
      source.textContent = words === "embedded" ? "" : words || "";
      choices.forEach(c => { c.style.display = view.source.choose ? "" : "none"; });
    },
    slider: () => {
      var known = view.slider.values, words = known ? quantity(view.units, known[view.index], e.slider.unit) : "", point = "point " + (view.index + 1) + " of " + view.slider.count;
      range.max = view.slider.count - 1; range.value = view.index;
      range.setAttribute("aria-valuetext", e.slider.quantity + " " + words + ", " + point);
      value.textContent = words + " (" + (view.index + 1) + " of " + view.slider.count + ")";
    },
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
