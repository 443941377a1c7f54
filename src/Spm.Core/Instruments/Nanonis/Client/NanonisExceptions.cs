namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>The controller cannot be reached, was lost, does not answer, or answers nonsense. The message says where, what was tried and what to do.</summary>
public sealed class NanonisConnectionException : IOException
{
    internal NanonisConnectionException(string host, int port, string message, Exception? inner = null)
        : base($"Nanonis controller at {host}:{port}: {message}", inner) => (Host, Port) = (host, port);

    /// <summary>Name or address that was tried.</summary>
    public string Host { get; }

    /// <summary>Port that was tried.</summary>
    public int Port { get; }
}

/// <summary>The controller refused a command; the message has its own words.</summary>
/// <param name="command">The command.</param>
/// <param name="text">The controller's text.</param>
public sealed class NanonisControllerException(string command, string text) : Exception($"The controller refused {command}: {text}")
{
    /// <summary>The command.</summary>
    public string Command { get; } = command;

    /// <summary>The controller's text.</summary>
    public string Text { get; } = text;
}
