using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Scripting;

public class TypeSpellingTests
{
    [Theory]
    [InlineData(typeof(int), "global::System.Int32")]
    [InlineData(typeof(double[][,]), "global::System.Double[][,]")]
    [InlineData(typeof(Dictionary<string, List<int?>>), "global::System.Collections.Generic.Dictionary<global::System.String, global::System.Collections.Generic.List<global::System.Nullable<global::System.Int32>>>")]
    [InlineData(typeof(Dictionary<string, int>.KeyCollection), "global::System.Collections.Generic.Dictionary<global::System.String, global::System.Int32>.KeyCollection")]
    public void A_type_is_written_as_CSharp_writes_it(Type type, string expected) => Assert.Equal(expected, TypeSpelling.Of(type));

    [Theory]
    [InlineData(typeof(int?[]), "int?[]")]
    [InlineData(typeof(List<double[,]>), "List<double[,]>")]
    public void A_type_has_a_short_name_for_people(Type type, string expected) => Assert.Equal(expected, TypeSpelling.Short(type));

    [Fact]
    public void A_type_that_a_cell_cannot_name_is_replaced_by_one_it_can()
    {
        Assert.Equal(typeof(MemoryStream), TypeSpelling.Nameable(new Hidden().GetType()));
        Assert.Equal(typeof(object), TypeSpelling.Nameable(new { A = 1 }.GetType()));
        Assert.Equal(typeof(IEnumerable<int>), TypeSpelling.Nameable(Numbers().GetType()));
    }

    private static IEnumerable<int> Numbers()
    {
        yield return 1;
    }

    private sealed class Hidden : MemoryStream;
}
