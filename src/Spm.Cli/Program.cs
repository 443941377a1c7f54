using Spm.Cli;
using Spm.Cli.Verbs;

// Jupyter waits for the kernel: it starts without the libraries of the other verbs.
return args is [KernelVerb.Name, ..]
    ? KernelVerb.Run(args[1..], Console.Error)
    : await new SpmProgram(Composition.Extensions, Console.Out, Console.Error).RunAsync(args).ConfigureAwait(false);
