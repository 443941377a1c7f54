namespace Spm.Core.Tests.Instruments.Contract;

public class TwinImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.Twin();
}

public class TwinPositioningTests : PositioningContract
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

public class PlaybackImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.Playback();
}

public class PlaybackPositioningTests : PositioningContract
{
    protected override Task<Driver> Open() => Driver.Playback();
}

public class NanonisImagingTests : ImagingContract
{
    protected override Task<Driver> Open() => Driver.Nanonis();
}

public class NanonisPositioningTests : PositioningContract
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

public class NanonisOverBenchPositioningTests : PositioningContract
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
