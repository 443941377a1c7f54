using System.Reflection;
using Spm.Kernel.Engine;
using Spm.Kernel.Output;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Controls for the parameters of a function, and below them what it shows and returns, anew after every change.</summary>
public sealed class Interactive : VBox
{
    private readonly Delegate _function;
    private readonly ParameterInfo[] _named;
    private readonly Widget[] _parameters;
    private readonly Output _output = new();

    /// <summary>Makes the controls and runs the function once.</summary>
    /// <param name="function">A function or lambda; its named parameters get the controls. It may return a task.</param>
    /// <param name="controls">As for <see cref="Interaction.Interact(Delegate, object?[])"/>.</param>
    /// <exception cref="ArgumentException">A parameter has no control, or one that does not fit its type.</exception>
    public Interactive(Delegate function, params object?[] controls)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        // A method that is bound to its first argument has one parameter more than the delegate; the names stand in the method.
        var count = function.GetType().GetMethod("Invoke")!.GetParameters().Length;
        _named = function.Method.GetParameters()[^count..];
        _parameters = ParameterControls.For(_named, controls);
        Controls = _named.Zip(_parameters).ToDictionary(p => p.First.Name ?? "", p => p.Second);
        Children = [.. _parameters, _output];
        foreach (var control in _parameters) ((IValueControl)control).OnAnyChange(Follow);
        Refresh().GetAwaiter().GetResult();
    }

    /// <summary>The controls by the names of the parameters.</summary>
    public IReadOnlyDictionary<string, Widget> Controls { get; }

    /// <summary>What the function returned last.</summary>
    public object? Result { get; private set; }

    /// <summary>Runs the function with the values of the controls, on the thread of the cells.</summary>
    public Task Refresh()
    {
        if (Registry?.Handlers is not { } handlers || Home is not { } home) return Call();
        if (!handlers.IsCellThread) return handlers.Post(() => Run(handlers, home));
        Run(handlers, home);
        return Task.CompletedTask;
    }

    /// <summary>Code on another thread that sets a control does not wait for the function: the cell may wait for that thread.</summary>
    private Task Follow()
    {
        var refresh = Refresh();
        return Registry?.Handlers is { IsCellThread: false } && Home is not null ? Task.CompletedTask : refresh;
    }

    private void Run(HandlerQueue handlers, CellScope home) =>
        _output.Replace(() => handlers.Run(home.Redirect(_output.Contents), Call));

    private async Task Call()
    {
        var arguments = _parameters.Zip(_named, (c, p) => ParameterControls.Argument(((IValueControl)c).BoxedValue, p)).ToArray();
        object? result;
        try
        {
            result = _function.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            // The person's own exception, with its own frames.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        if (result is Task task)
        {
            await task.ConfigureAwait(false);
            result = task.GetType() is { IsGenericType: true } type && type.GetProperty("Result") is { } property && property.PropertyType.Name != "VoidTaskResult" ? property.GetValue(task) : null;
        }
        Result = result;
        if (result is not null) CellScope.Current?.Output.Display(ValueFormatter.Format(result), null);
    }
}
