using System.Net;
using System.Net.Sockets;
using CsCheck;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

public class ConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_port_says_where_and_what_to_do()
    {
        var port = FreePort();
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => NanonisInstrument.ConnectAsync(new NanonisOptions { Port = port }, Token));
        Assert.Contains($"Nanonis controller at 127.0.0.1:{port}: no connection", error.Message, StringComparison.Ordinal);
        Assert.Contains("TCP Programming Interface", error.Message, StringComparison.Ordinal);
        Assert.Contains($"spm serve nanonis --port {port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_host_is_named()
    {
        // Reserved by RFC 2606: it can never exist.
        var options = new NanonisOptions { Host = "controller.invalid", ConnectTimeout = TimeSpan.FromSeconds(20) };
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => NanonisInstrument.ConnectAsync(options, Token));
        Assert.Contains("controller.invalid:6501", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle_of_a_message_is_an_error_and_the_next_command_connects_again()
    {
        var broken = true;
        await using var fake = new FakeController(request => broken
            ? FakeController.Fine(request, w => w.Single(1))[..39]
            : FakeController.Fine(request, w => w.Single(2)));
        await using var connection = Connection(fake);
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => connection.AskAsync("Bias.Get", null, r => r.ReadSingle(), Token));
        Assert.Contains("The next command connects again", error.Message, StringComparison.Ordinal);
        broken = false;
        Assert.Equal(2, await connection.AskAsync("Bias.Get", null, r => r.ReadSingle(), Token));
    }

    [Fact]
    public async Task A_command_that_changes_something_is_never_repeated_and_one_that_reads_is()
    {
        var hangUp = false;
        await using var fake = new FakeController(request =>
        {
            if (!hangUp) return FakeController.Fine(request, request.Header.Command == "Bias.Get" ? w => w.Single(1) : null);
            hangUp = false;
            return null;
        });
        await using var connection = Connection(fake);
        await connection.TellAsync("Bias.Set", w => w.Single(1), Token);
        hangUp = true;
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => connection.TellAsync("Bias.Set", w => w.Single(2), Token));
        Assert.Contains("Whether Bias.Set was carried out is not known, and it is not repeated", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Bias.Set", "Bias.Set"], fake.Commands);
        await connection.TellAsync("Bias.Set", w => w.Single(3), Token);
        hangUp = true;
        Assert.Equal(1, await connection.AskAsync("Bias.Get", null, r => r.ReadSingle(), Token));
        Assert.Equal(["Bias.Set", "Bias.Set", "Bias.Set", "Bias.Get", "Bias.Get"], fake.Commands);
    }

    [Fact]
    public async Task No_answer_in_time_is_an_error_and_a_late_answer_is_not_taken_for_the_next_one()
    {
        using var late = new ManualResetEventSlim();
        await using var fake = new FakeController(request =>
        {
            if (request.Header.Command == "Bias.Set") late.Wait(Token);
            return FakeController.Fine(request, request.Header.Command == "Bias.Set" ? null : w => w.Single(7));
        });
        await using var connection = Connection(fake, TimeSpan.FromMilliseconds(100));
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => connection.TellAsync("Bias.Set", w => w.Single(1), Token));
        Assert.Contains("no answer to Bias.Set within 0.1 s", error.Message, StringComparison.Ordinal);
        late.Set();
        Assert.Equal(7, await connection.AskAsync("Bias.Get", null, r => r.ReadSingle(), TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task The_controllers_own_words_are_in_the_exception()
    {
        await using var fake = new FakeController(request => WireHeader.Message(request.Header.Command, new WireWriter().Single(0).Error("Z-Controller is off").Body.Span, wantsResponse: false));
        await using var connection = Connection(fake);
        var error = await Assert.ThrowsAsync<NanonisControllerException>(() => connection.AskAsync("Bias.Get", null, r => r.ReadSingle(), Token));
        Assert.Equal(("Bias.Get", "Z-Controller is off"), (error.Command, error.Text));
    }

    [Fact]
    public async Task A_refusal_without_values_before_the_error_is_understood_too()
    {
        await using var fake = new FakeController(request => WireHeader.Message(request.Header.Command, new WireWriter().Error("Command not found").Body.Span, wantsResponse: false));
        await using var connection = Connection(fake);
        Assert.Equal("Command not found", (await Assert.ThrowsAsync<NanonisControllerException>(() => connection.AskAsync("X.Get", null, r => (r.ReadTexts(), r.ReadMatrix()), Token))).Text);
    }

    [Fact]
    public async Task An_answer_to_something_else_is_no_answer()
    {
        await using var fake = new FakeController(_ => WireHeader.Message("Bias.Get", new WireWriter().Single(1).Error(null).Body.Span, wantsResponse: false));
        await using var connection = Connection(fake);
        var error = await Assert.ThrowsAsync<NanonisConnectionException>(() => connection.AskAsync("Current.Get", null, r => r.ReadSingle(), Token));
        Assert.Contains("expected the answer to Current.Get", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_answers_are_errors_of_two_kinds_and_nothing_else()
    {
        byte[] next = [];
        await using var fake = new FakeController(_ => next);
        await Gen.Select(Gen.Byte.Array[0, 80], Gen.Bool).SampleAsync(async (bytes, wellFramed) =>
        {
            // Half of them have a right header around a random body, so that the reading of bodies is met as well.
            next = wellFramed ? WireHeader.Message("Test.Get", bytes, wantsResponse: false) : bytes.Length < WireHeader.Size ? bytes : [.. bytes, .. new byte[WireHeader.Size]];
            await using var connection = Connection(fake, TimeSpan.FromSeconds(10));
            var error = await Record.ExceptionAsync(() => connection.AskAsync("Test.Get", null, r => (r.ReadTexts(), r.ReadMatrix(), r.ReadInts()), Token));
            Assert.True(error is null or NanonisConnectionException or NanonisControllerException, $"{error}");
        }, iter: 100, threads: 1);
    }

    [Theory]
    [InlineData(10862, true)]
    [InlineData(11798, false)]
    [InlineData(13742, false)]
    [InlineData(14500, false)]
    public async Task Every_version_is_recognized_and_can_scan(int release, bool slots)
    {
        await using var bench = await Bench.Start(release);
        await using var client = await bench.Client();
        // An old engine does not tell its release; its kind is enough.
        Assert.Equal(slots, client.Version.UsesSlots);
        if (!slots) Assert.Equal(release, client.Version.Release);
        var image = await client.ScanAsync(new() { Rows = 3, Columns = 16, Channels = ["height"], SizeM = 1e-6 }, cancellationToken: Token);
        Assert.Equal(48, image[0].PixelCount);
        var sweep = await client.SweepBiasAsync(new() { Points = 5, Channels = ["Current"] }, cancellationToken: Token);
        Assert.Equal("Current", Assert.Single(sweep).Name);
    }

    private static NanonisConnection Connection(FakeController fake, TimeSpan? patience = null) =>
        new(new NanonisOptions { Port = fake.Port, AnswerTimeout = patience ?? TimeSpan.FromSeconds(30) }, fake.Port);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
