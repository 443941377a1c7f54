using Spm.Kernel;
using Spm.Kernel.TestHost;

if (args is not ["--connection-file", var connectionFile])
{
    Console.Error.WriteLine("Usage: Spm.Kernel.TestHost --connection-file FILE");
    return 2;
}
return KernelServer.Run(connectionFile, [new ToyExtension()], KernelIdentity.Plain);
