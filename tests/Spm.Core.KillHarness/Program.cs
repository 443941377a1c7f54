using Spm.Core.KillHarness;

// run JOURNAL SEED POINTS WORDS: an experiment, begun or resumed; see JournalledRun for the words.
// lock JOURNAL: opens or begins a journal and holds it until it is killed.
// hold HOW TRACE: an instrument under bias, until the process ends in the way HOW says; see HeldBias.
return args switch
{
    ["run", var journal, var seed, var points, var words] => await JournalledRun.GoAsync(journal, int.Parse(seed), int.Parse(points), words.Split(',')),
    ["lock", var journal] => JournalledRun.Hold(journal),
    ["hold", var how, var trace] => HeldBias.Go(how, trace),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Use: run JOURNAL SEED POINTS WORDS, or: lock JOURNAL, or: hold HOW TRACE");
    return 2;
}
