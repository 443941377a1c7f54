using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Spm.Kernel.Engine;
using Spm.Kernel.Language;
using Spm.Kernel.Server;
using Spm.Kernel.Sockets;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Tests.Server;

/// <summary>Requests of the language service without sockets: what is sent is decoded and recorded.</summary>
public sealed class LanguageRequestsTests : IDisposable
{
    private readonly CellEngine _engine = new([]);
    private readonly LanguageService _language;
    private readonly LanguageRequests _requests;
    private readonly Channel<(ChannelName Channel, JupyterMessage Message)> _sent = Channel.CreateUnbounded<(ChannelName, JupyterMessage)>();

    public LanguageRequestsTests()
    {
        var codec = new MessageCodec(new MessageSigner(""));
        _language = new LanguageService(_engine);
        _requests = new LanguageRequests(_language, new KernelChannel(codec, (channel, frames) =>
        {
            Assert.True(codec.TryDecode([.. frames], out var message, out var problem), problem);
            _sent.Writer.TryWrite((channel, message!));
        }));
    }

    public void Dispose()
    {
        _language.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task Of_completions_that_wait_the_newest_is_answered_and_the_others_at_once_with_nothing()
    {
        // Nothing takes them yet: all three wait.
        var first = Complete("#!");
        var second = Complete("#!re");
        var third = Complete("#!res");
        Assert.Equal([first, second], (await Replies(2)).Select(r => r.Parent));
        _ = _requests.RunAsync();
        var (parent, type, reply) = Assert.Single(await Replies(1));
        Assert.Equal((third, "complete_reply"), (parent, type));
        Assert.Equal(["reset"], reply["matches"]!.AsArray().Select(m => (string?)m));
        Assert.Equal((2, 5), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public async Task An_obsolete_completion_changes_nothing_of_the_text()
    {
        Complete("Console.Wr");
        Complete("Console.Wri");
        var (_, _, reply) = Assert.Single(await Replies(1));
        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Empty(reply["matches"]!.AsArray());
        Assert.Equal((10, 10), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public async Task Each_answer_stands_between_busy_and_idle_of_its_request_on_the_channel_it_came_by()
    {
        _ = _requests.RunAsync();
        var check = Request("is_complete_request");
        _requests.Add(check, new IsCompleteRequest("for (;;) {"));
        var sent = await Sent(3);
        Assert.Equal(["status", "is_complete_reply", "status"], sent.Select(m => m.Message.Type));
        Assert.Equal([ChannelName.Iopub, ChannelName.Shell, ChannelName.Iopub], sent.Select(m => m.Channel));
        Assert.Equal(["busy", "incomplete", "idle"], sent.Select(m => (string?)Content(m.Message)["execution_state"] ?? (string?)Content(m.Message)["status"]));
        Assert.All(sent, m => Assert.Equal(check.Message.Header.MsgId, Parent(m.Message)));
    }

    [Fact]
    public async Task Positions_are_code_points_in_both_directions()
    {
        _ = _requests.RunAsync();
        // The smile is two UTF-16 characters and one code point.
        const string code = "// 😀\n#!res";
        _requests.Add(Request("complete_request"), new CompleteRequest(code, code.Length - 1));
        var (_, _, reply) = Assert.Single(await Replies(1));
        Assert.Equal(["reset"], reply["matches"]!.AsArray().Select(m => (string?)m));
        Assert.Equal((7, 10), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public async Task Inspection_of_something_unknown_finds_nothing()
    {
        _ = _requests.RunAsync();
        _requests.Add(Request("inspect_request"), new InspectRequest("nosuchthing", 5));
        var (_, type, reply) = Assert.Single(await Replies(1));
        Assert.Equal(("inspect_reply", "ok", false), (type, (string?)reply["status"], (bool)reply["found"]!));
    }

    [Fact]
    public async Task Requests_without_code_are_those_of_an_empty_cell()
    {
        _ = _requests.RunAsync();
        _requests.Add(Request("is_complete_request"), new IsCompleteRequest(null));
        _requests.Add(Request("inspect_request"), new InspectRequest(null, 3));
        _requests.Add(Request("complete_request"), new CompleteRequest(null, 3));
        Assert.All(await Replies(3), r => Assert.NotEqual("error", (string?)r.Content["status"]));
    }

    [Fact]
    public async Task A_cell_that_runs_keeps_nobody_waiting()
    {
        _ = _requests.RunAsync();
        var output = new Engine.RecordedOutput();
        await _engine.ExecuteAsync("var reached = 1;", 1, output, TestContext.Current.CancellationToken);
        var running = _engine.ExecuteAsync("Console.WriteLine(reached);\nwhile (true) { }", 2, output, TestContext.Current.CancellationToken);
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        Complete("reach");
        var (_, _, reply) = Assert.Single(await Replies(1));
        Assert.Contains("reached", reply["matches"]!.AsArray().Select(m => (string?)m));
        Assert.False(running.IsCompleted);
        _engine.Interrupt();
        await running;
    }

    private string Complete(string code)
    {
        var request = Request("complete_request");
        _requests.Add(request, new CompleteRequest(code, code.Length));
        return request.Message.Header.MsgId;
    }

    private static Request Request(string type) =>
        new(ChannelName.Shell, JupyterMessage.Create(type, "client", null, [], WireJson.Plain.JsonObject, ["client"u8.ToArray()]));

    private async Task<List<(ChannelName Channel, JupyterMessage Message)>> Sent(int count)
    {
        var all = new List<(ChannelName, JupyterMessage)>();
        while (all.Count < count) all.Add(await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken));
        return all;
    }

    /// <summary>The next replies, without the status messages around them.</summary>
    private async Task<List<(string? Parent, string Type, JsonObject Content)>> Replies(int count)
    {
        var all = new List<(string?, string, JsonObject)>();
        while (all.Count < count)
            if (await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken) is { Channel: ChannelName.Shell, Message: var message })
                all.Add((Parent(message), message.Type, Content(message)));
        return all;
    }

    private static JsonObject Content(JupyterMessage message) => JsonSerializer.Deserialize(message.ContentBytes, WireJson.Plain.JsonObject)!;

    private static string? Parent(JupyterMessage message) => (string?)JsonNode.Parse(message.ParentHeaderBytes)!["msg_id"];
}
