
// questions to a source that may answer at once or late: of each kind one is under way, the newest waits, older ones are forgotten
function questions(patience) {
  var kinds = {}, count = 0;
  function begin(kind, question) {
    var mine = kind.busy = ++count;
    // Who never answers must not block those who ask after it.
    kind.timer = setTimeout(() => { if (kind.busy === mine) end(kind); }, patience);
    question.run(answer => {
      if (kind.busy !== mine) return;
      var isNewest = !kind.waiting && kind.dropped !== mine;
      if (isNewest || question.inOrder && kind.dropped !== mine) question.done(answer);
      if (kind.busy === mine) end(kind);
    });
  }
  function end(kind) {
    var next = kind.waiting;
    clearTimeout(kind.timer);
    kind.busy = 0; kind.waiting = null;
    if (next) begin(kind, next);
  }
  return {
    // run(done) puts the question; done(answer) is called only while no newer one of this kind was asked, with inOrder also then: a slider that is dragged shows what it passes.
    ask: (name, run, done, inOrder) => {
      var kind = kinds[name] || (kinds[name] = { busy: 0, waiting: null, dropped: 0 }), question = { run: run, done: done, inOrder: inOrder };
      if (kind.busy) kind.waiting = question; else begin(kind, question);
    },
    // Nobody wants to know any more.
    forget: name => {
      var kind = kinds[name];
      if (kind) { kind.waiting = null; kind.dropped = kind.busy; }
    }
  };
}
