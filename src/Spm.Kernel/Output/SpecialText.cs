using System.Collections;
using System.Reflection;
using Spm.Kernel.Engine;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Output;

/// <summary>Values that are not data but something that will give some, or says something: tasks, functions, exceptions, values not made yet.</summary>
internal static class SpecialText
{
    /// <summary>The text, or null for any other value.</summary>
    public static string? TryOf(object value) => value switch
    {
        Task task => Of(task),
        Delegate function => Of(function),
        Exception exception => Of(exception),
        IEnumerable => null,
        _ => value.GetType() is var type && type.IsValueType && !type.IsGenericType ? null : OfInterfaces(value, type),
    };

    private static string? OfInterfaces(object value, Type type)
    {
        if (SequenceNames.Interface(type, typeof(IAsyncEnumerable<>)) is { } later)
            return $"{TypeSpelling.Short(later)}: read it with await foreach (var item in …)";
        if (!type.IsGenericType) return null;
        var open = type.GetGenericTypeDefinition();
        if (open == typeof(ValueTask<>)) return Of((Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(value, null)!);
        // A value that is made when it is first asked for is not asked for here.
        if (open == typeof(Lazy<>) && type.GetProperty(nameof(Lazy<>.IsValueCreated))!.GetValue(value) is false) return $"{TypeSpelling.Short(type)} (not made yet; see .Value)";
        return null;
    }

    private static string Of(Task task)
    {
        var type = task.GetType();
        while (type != typeof(Task) && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))) type = type.BaseType!;
        var hasValue = type.IsGenericType && type.GetGenericArguments()[0].Name != "VoidTaskResult";
        var name = hasValue ? TypeSpelling.Short(type) : nameof(Task);
        return task.Status switch
        {
            TaskStatus.RanToCompletion when hasValue => $"{name} (done): {InlineText.Of(type.GetProperty(nameof(Task<>.Result))!.GetValue(task))}",
            TaskStatus.RanToCompletion => $"{name} (done)",
            TaskStatus.Faulted => $"{name} (failed): {InlineText.Of(task.Exception!.InnerExceptions[0])}",
            TaskStatus.Canceled => $"{name} (cancelled)",
            TaskStatus.Created => $"{name} (not started)",
            _ => $"{name} (running): write await before it to {(hasValue ? "get its value" : "wait for its end")}",
        };
    }

    private static string Of(Delegate function)
    {
        var name = FunctionNames.Of(function.Method);
        return $"{SequenceNames.Of(function.GetType())}{(name is null or "a lambda" ? Parameters(function.Method) : " " + name)}";
    }

    private static string Parameters(MethodInfo method) =>
        $" ({string.Join(", ", method.GetParameters().Where(p => !p.ParameterType.Name.Contains('<')).Select(p => p.Name))}) => {(method.ReturnType == typeof(void) ? "void" : TypeSpelling.Short(method.ReturnType))}";

    private static string Of(Exception exception)
    {
        var lines = new List<string>();
        for (Exception? e = exception; e is not null && lines.Count < 10; e = e.InnerException)
            lines.Add($"{(lines.Count == 0 ? "" : "caused by ")}{TypeSpelling.Short(e.GetType())}: {e.Message}");
        return string.Join('\n', lines);
    }
}
