// a Plotly chart: drawn as soon as plotly.js is there, else the static picture stays
function plotly(root, data, tries) {
  if (!window.Plotly) {
    if ((tries || 0) < 100) setTimeout(() => { plotly(root, data, (tries || 0) + 1); }, 100);
    return;
  }
  var target = root.querySelector("[data-spm-plot]"), picture = root.querySelector("svg");
  target.style.display = "block";
  window.Plotly.newPlot(target, data.figure.data, data.figure.layout, Object.assign({ responsive: true }, data.figure.config)).then(() => { picture.style.display = "none"; });
}
