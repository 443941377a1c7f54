using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

public sealed class ScriptOnceTests
{
    private readonly object _first = new(), _second = new();

    [Fact]
    public void Only_the_first_object_carries_the_script()
    {
        var once = new ScriptOnce();
        Assert.True(once.Needed("a", _first));
        Assert.False(once.Needed("a", _second));
    }

    [Fact]
    public void The_object_that_carries_it_does_so_again_when_it_is_formatted_again()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        _ = once.Needed("a", _second);
        Assert.True(once.Needed("a", _first));
    }

    [Fact]
    public void Each_script_travels_for_itself()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        Assert.True(once.Needed("b", _second));
    }

    [Fact]
    public void After_a_reset_the_next_object_carries_it()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        once.Reset();
        Assert.True(once.Needed("a", _second));
    }

    [Fact]
    public void Always_means_small_scripts_only()
    {
        var once = new ScriptOnce(ScriptPolicy.Always);
        Assert.True(once.Needed("small", _first) && once.Needed("small", _second));
        Assert.True(once.Needed("large", _first, isSmall: false));
        Assert.False(once.Needed("large", _second, isSmall: false));
    }

    [Fact]
    public void The_script_is_small_and_loads_nothing()
    {
        Assert.InRange(ViewScript.Element.Length, 5_000, 60_000);
        Assert.DoesNotContain("@sequential@", ViewScript.Element);
        Assert.DoesNotContain("require(", ViewScript.Element);
        Assert.DoesNotContain("http", ViewScript.Element.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }
}
