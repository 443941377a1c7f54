// ---- a source of curves and maps that asks the running kernel
// The kernel opens two hidden widgets beside the figure. Questions are written as JSON into the text field of one, answers appear as text in the other.
// All open questions are written each time: while a front end waits for the kernel it sends only the last text. The kernel takes each once.
function liveSource(root, data) {
  var BRIDGE = 3000, ANSWER = 15000, LOOK = 50;
  var page = Math.random().toString(36).slice(2, 10), last = 0, open = [], bridge = null, left = null, closed = "", curve;
  var cells = data.rows * data.columns;

  function find(part) {
    // An output may stand in a shadow tree of its own, and the bridge outside of it.
    var selector = ".spm-live-" + data.live + "-" + part;
    return root.getRootNode().querySelector(selector) || document.querySelector(selector);
  }
  function connect() {
    if (bridge && bridge.field.isConnected && bridge.out.isConnected) return bridge;
    if (bridge) bridge.observer.disconnect();
    bridge = null;
    var ask = find("ask"), out = find("answer"), field = ask && (ask.matches("input") ? ask : ask.querySelector("input"));
    if (!field || !out) return null;
    var observer = new MutationObserver(function (records) {
      records.forEach(function (record) { record.addedNodes.forEach(function (node) { if (node.textContent) take(node.textContent); }); });
    });
    observer.observe(out, { childList: true, subtree: true });
    bridge = { field: field, out: out, observer: observer };
    return bridge;
  }
  function whenConnected(done, since) {
    if (closed || connect()) { done(!closed); return; }
    var start = since || Date.now();
    if (Date.now() - start > BRIDGE) { done(false); return; }
    setTimeout(function () { whenConnected(done, start); }, LOOK);
  }
  function hideWhatIsLeft() {
    // A bridge that no kernel knows any more becomes a line of JupyterLab's about an error, sooner or later, in the output before the figure's.
    var mine = root.closest(".jp-OutputArea-child"), before = mine && mine.previousElementSibling;
    if (!before || before === left) return;
    left = before;
    var observer = new MutationObserver(look);
    observer.observe(before, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
    look();
    function look() {
      var widget = before.querySelector(".jp-OutputArea-output.jupyter-widgets");
      if (!widget || widget.childElementCount > 0) return;
      before.style.display = "none";
      observer.disconnect();
    }
  }
  function noBridge() {
    hideWhatIsLeft();
    return closed || "no kernel is connected; in a running notebook, run the cell again to see every point";
  }
  function take(text) {
    var answer;
    // What is not JSON is not an answer: a part of the widget's own that a front end draws.
    if (text.charAt(0) !== "{") return;
    try { answer = JSON.parse(text); } catch (problem) { return; }
    if (answer.closed) { closed = answer.closed; open.splice(0).forEach(function (q) { finish(q, { error: closed }); }); return; }
    if (answer.page !== page) return;
    for (var i = 0; i < open.length; i++) {
      if (open[i].question.n !== answer.n) continue;
      finish(open.splice(i, 1)[0], answer);
      return;
    }
  }
  function finish(entry, answer) {
    clearTimeout(entry.timer);
    entry.done(answer.error ? { error: answer.error } : entry.read(answer));
  }
  function write(field) {
    var text = JSON.stringify(open.map(function (entry) { return entry.question; }));
    // The widget's own setter of the property would be met by a framework that overrides it; the browser's is what typing uses.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function ask(question, read, done, patience) {
    whenConnected(function (found) {
      if (!found) { done({ error: noBridge() }); return; }
      question.n = ++last;
      question.page = page;
      if (curve !== undefined) question.curve = curve;
      var entry = { question: question, read: read, done: done };
      // One of a kind: the kernel would drop the older one. Who asked whether anybody is there still hears it.
      open = open.filter(function (other) {
        if (other.question.ask !== question.ask || other.question.for !== question.for) return true;
        clearTimeout(other.timer);
        if (question.ask === "hello") entry.done = function (answer) { other.done(answer); done(answer); };
        return false;
      });
      open.push(entry);
      entry.timer = setTimeout(function () {
        open = open.filter(function (other) { return other !== entry; });
        entry.done({ error: "The kernel does not answer. If it was restarted, run this cell again." });
      }, patience || ANSWER);
      write(bridge.field);
    });
  }

  function decode(text) {
    var raw = atob(text), out = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    return out;
  }
  function singles(text) { return new Float32Array(decode(text).buffer); }
  function all(texts) { return texts ? texts.map(singles) : null; }
  function numbers(pairs) {
    return pairs ? pairs.map(function (pair) { return pair.map(function (value) { return value === null ? NaN : value; }); }) : null;
  }
  function readPixel(answer) {
    return { title: answer.title, x: singles(answer.x), parts: all(answer.parts), fit: all(answer.fit), line: answer.line ? { x: singles(answer.line.x), parts: all(answer.line.parts) } : null, excluded: answer.excluded ? decode(answer.excluded) : null, isGood: answer.isGood, parameters: numbers(answer.parameters),
      overlay: answer.overlay, overlays: answer.overlays ? answer.overlays.map(function (one) { return { label: one.label, x: singles(one.x), parts: all(one.parts) }; }) : null };
  }
  function readMean(answer) {
    return { title: answer.title, count: answer.count, x: singles(answer.x), parts: all(answer.parts), deviation: all(answer.deviation), parameters: numbers(answer.parameters) };
  }
  function readSlice(part) {
    return function (answer) {
      var values = singles(answer.values);
      if (answer.step > 1 && values.length !== cells) {
        // The kernel sent every few pixels of a large map: each stands for its neighbours.
        var whole = new Float32Array(cells);
        for (var r = 0; r < data.rows; r++) for (var c = 0; c < data.columns; c++) whole[r * data.columns + c] = values[Math.floor(r / answer.step) * answer.columns + Math.floor(c / answer.step)];
        values = whole;
      }
      return { label: answer.label, point: answer.point, words: answer.words, values: values, part: part };
    };
  }

  return {
    pixel: function (row, column, done, whose) { ask({ ask: "pixel", for: whose, row: row, column: column }, readPixel, done); },
    slice: function (index, part, done) {
      if (typeof part === "function") { done = part; part = 0; }
      ask({ ask: "slice", index: index, part: part }, readSlice(part), done);
    },
    // Of several curves of a pixel.
    choose: function (k) { return (curve = k); },
    mean: function (region, done) { ask({ ask: "mean", rows: region.rows, columns: region.columns }, readMean, done); },
    alive: function (done) {
      ask({ ask: "hello" }, function (answer) { return answer; }, function (answer) {
        done(!answer.error, answer.error || answer.words, answer.error ? 0 : answer.ready, closed);
      }, BRIDGE);
    }
  };
}
