namespace Spm.Core.Tests.Instruments.Contract;

public class TwinImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.Twin();
}

public class TwinControlsTests : ControlsContract
{
    protected override Task<Driver> Open() => Driver.Twin();
}

public class TwinSweepTests : SweepContract
{
    protected override Task<Driver> Open() => Driver.Twin();
}

public class NanonisImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.Nanonis();
}

public class NanonisControlsTests : ControlsContract
{
    protected override Task<Driver> Open() => Driver.Nanonis();
}

public class NanonisSweepTests : SweepContract
{
    protected override Task<Driver> Open() => Driver.Nanonis();
}

public class NanonisOverBenchImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.NanonisOverBench();
}

public class NanonisOverBenchControlsTests : ControlsContract
{
    protected override Task<Driver> Open() => Driver.NanonisOverBench();
}

public class NanonisOverBenchSweepTests : SweepContract
{
    protected override Task<Driver> Open() => Driver.NanonisOverBench();
}
