using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

public class LibraryCatalogueTests
{
    [Fact]
    public void Every_model_is_found_by_its_own_name()
    {
        foreach (var model in ModelCatalogue.All)
        {
            var found = ModelCatalogue.Find(model.Name);
            Assert.Equal(model.Name, found.Name);
            Assert.Equal(model.Parameters, found.Parameters);
        }
    }

    [Fact]
    public void Every_model_says_what_it_is_and_where_it_comes_from()
    {
        foreach (var model in ModelCatalogue.All)
        {
            Assert.All([model.Title, model.Formula, model.Description, model.Source], text => Assert.False(string.IsNullOrWhiteSpace(text), model.Name));
            Assert.NotNull(model.Guess);
            Assert.All(model.Parameters, p => Assert.False(string.IsNullOrWhiteSpace(p.Description), $"{model.Name} {p.Symbol}"));
            Assert.All(model.Parameters.Where(p => p.IsFixed), p => Assert.True(double.IsFinite(p.Start), $"{model.Name} {p.Symbol}"));
        }
    }

    [Theory]
    [InlineData("lorentzian:3+line", 11)]
    [InlineData("Gaussian:6", 19)]
    [InlineData("pseudo-voigt", 5)]
    [InlineData("polynomial:0", 1)]
    [InlineData("polynomial:8", 9)]
    [InlineData("sho:2+constant", 10)]
    [InlineData("sho:1", 4)]
    [InlineData("sho-coupled", 7)]
    [InlineData("diode+constant", 4)]
    [InlineData(" ohmic ", 2)]
    public void A_name_gives_number_and_background(string name, int parameters) =>
        Assert.Equal(parameters, ModelCatalogue.Find(name).Parameters.Count);

    [Theory]
    [InlineData("lorenzian", "Did you mean lorentzian")]
    [InlineData("loop", "LoopFitter")]
    [InlineData("sho", "ShoFitter")]
    [InlineData("lorentzian:7", "1 to 6")]
    [InlineData("lorentzian:two", "'two'")]
    [InlineData("lorentzian+parabola", "+line")]
    [InlineData("polynomial", "polynomial:2")]
    [InlineData("polynomial:9", "0 to 8")]
    [InlineData("hertz:2", "takes no number")]
    [InlineData("hertz+line", "none can be added")]
    [InlineData("", "There is no model ''")]
    public void A_wrong_name_says_what_would_be_right(string name, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => ModelCatalogue.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Models_along_a_bias_or_a_distance_name_the_unit_they_compute_in()
    {
        Assert.All(["hertz", "dmt", "jkr"], name =>
        {
            var model = ModelCatalogue.Find(name);
            Assert.Equal("m", model.AbscissaUnits[0]);
            Assert.Equal("N", model.ResponseUnits[0]);
        });
        // A unit of its own holds only where the abscissa's unit is known.
        Assert.All(ModelCatalogue.All.Where(m => m.Parameters.Any(p => p.FixedUnit is not (null or "rad"))), m => Assert.NotEmpty(m.AbscissaUnits));
    }
}
