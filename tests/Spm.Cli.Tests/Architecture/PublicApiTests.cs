using System.Reflection;
using System.Text;

namespace Spm.Cli.Tests.Architecture;

/// <summary>
/// The public API of each library, member by member, is kept in <c>tests/Spm.Cli.Tests/Architecture/PublicApi</c>; a change of it is a change of these files.
/// To accept a change: <c>SPM_ACCEPT_API=1 dotnet test tests/Spm.Cli.Tests</c>, then look at the difference.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Spm.Core")]
    [InlineData("Spm.Notebook")]
    [InlineData("Spm.Interactive")]
    [InlineData("Spm.Kernel")]
    public void The_public_api_is_the_one_that_was_agreed(string assembly)
    {
        var kept = Path.Combine(Repository.Root, "tests", "Spm.Cli.Tests", "Architecture", "PublicApi", assembly + ".txt");
        var actual = Describe(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("SPM_ACCEPT_API") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.WriteAllText(kept, actual);
        }
        Assert.Equal(File.ReadAllText(kept), actual);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal)) text.Append("  ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m is not Type && !m.Name.Contains('<') && m is not MethodInfo { IsSpecialName: true } && m is not EventInfo)
            .Select(m => m switch
            {
                ConstructorInfo c => $"new({Parameters(c)})",
                MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
                PropertyInfo p => $"{Name(p.PropertyType)} {p.Name} {{ {(p.CanRead ? "get; " : "")}{(p.SetMethod is { IsPublic: true } ? "set; " : "")}}}",
                FieldInfo f => $"{Name(f.FieldType)} {f.Name}",
                _ => m.ToString()!,
            });

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static string Kind(Type type) => type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : "class";
}
