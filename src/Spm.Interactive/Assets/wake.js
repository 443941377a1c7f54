
// waking figures: at once, and again shortly after, since some front ends run a script before its output is in the page
function unfold(picture) {
  if (!picture) return;
  var holder = document.createElement("div");
  holder.innerHTML = new TextDecoder().decode(bytes(picture.src.split(",")[1]));
  picture.parentNode.replaceChild(holder.firstElementChild, picture);
}
// An explorer on the curves it carries, and on the kernel's as soon as that answers.
function startExplorer(root, data) {
  var own = embeddedSource(data), view = explorer(root, data, own), isNew = true, isReading = false, patience = 1000, timer;
  if (!data.live || typeof liveSource !== "function") return;
  var live = liveSource(root, data);
  // When the kernel goes, what is embedded stays.
  view.own = own;
  live.name = "from the kernel";
  (view.hello = () => {
    clearTimeout(timer);
    live.alive((isAlive, words, ready, isClosed) => {
      var said = words || (isAlive ? live.name : "the kernel is not connected");
      if (isAlive && isNew) view.use(live, said);
      else if (view.source === live || !isAlive) view.controls.source(isAlive ? said : [own.name, said].filter(Boolean).join("; "));
      // What was made of a part of the file grows with it.
      if (!isNew && isReading && view.source === live) {
        if (view.list[view.shown].part) showSlice(view);
        if (view.region && ready === 1) measure(view);
      }
      if (isAlive) { isNew = false; isReading = ready < 1; patience = 1000; }
      clearTimeout(timer);
      // While it reads a file it says how far it is.
      if (isAlive && isReading) again(3600, 1000);
      // A front end that still loads its widgets and a kernel that is busy are late; who has not answered for minutes is not there.
      else if (!isAlive && !isClosed && patience < 1e5) { again(60, patience); patience *= 2; }
    });
  })();
  // A front end takes what is scrolled away out of the page, and perhaps puts it back.
  function again(times, wait) { timer = setTimeout(() => { if (root.isConnected) view.hello(); else if (times > 0) again(times - 1, wait); }, wait); }
}
function wake(root) {
  root.querySelectorAll(FIGURES + ":not([data-spm-ready])").forEach(container => {
    var holder = container.querySelector("script[type=\"application/json\"]");
    // A page that is still arriving has holders whose text is cut short; what follows them calls again.
    if (!holder || document.readyState === "loading" && !holder.nextSibling) return;
    container.setAttribute("data-spm-ready", "1");
    unfold(container.querySelector("img[data-spm-picture]"));
    var data = JSON.parse(holder.textContent);
    ({ figure: figure, explorer: startExplorer, table: table, plotly: plotly })[data.kind](container, data);
  });
}
function drain() {
  var roots = [document];
  (window[PENDING] || []).forEach(root => { if (root && root.querySelectorAll && roots.indexOf(root) < 0) roots.push(root); });
  window[PENDING] = [];
  [0, 100, 1000].forEach(delay => { setTimeout(() => { roots.forEach(wake); }, delay); });
}
window[KEY] = { drain: drain, explorer: explorer, embedded: embeddedSource };
drain();
})();
