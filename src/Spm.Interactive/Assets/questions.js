
// questions to a source that may answer at once or late: of each kind one is under way, the newest waits, older ones are forgotten
function questions(patience) {
  var kinds = {}, count = 0;
  function begin(kind, question) {
    var id = question.id;
    kind.busy = id;
    // Who does not answer must not block those who ask after it; an answer after that still counts, while nothing newer was asked.
    kind.timer = setTimeout(() => { if (kind.busy === id) end(kind); }, patience);
    question.run(answer => {
      var counts = id === kind.newest || question.inOrder && id > kind.shown && kind.newest > 0;
      if (question.isAnswered) return;
      question.isAnswered = true;
      if (counts) { kind.shown = id; question.done(answer); }
      if (kind.busy === id) end(kind);
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
      var kind = kinds[name] || (kinds[name] = { busy: 0, waiting: null, shown: 0 }), question = { id: ++count, run: run, done: done, inOrder: inOrder };
      kind.newest = question.id;
      if (kind.busy) kind.waiting = question; else begin(kind, question);
    },
    // Nobody wants to know any more.
    forget: name => { if (kinds[name]) { kinds[name].waiting = null; kinds[name].newest = 0; } }
  };
}
