using CsCheck;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

public class EmulatorWireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_command_is_an_error_block_with_the_nearest_names_and_the_connection_stays()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        var text = await client.Tell("Bias.Gte");
        Assert.Contains("There is no command Bias.Gte", text, StringComparison.Ordinal);
        Assert.Contains("Bias.Get", text, StringComparison.Ordinal);
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(1.25)));
        Assert.Equal(1.25, (await client.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task A_failed_command_returns_zeros_where_clients_look_for_values_then_the_instruments_words()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        var reader = await client.Ask("Signals.ValGet", w => w.Int32(1000).UInt32(0));
        Assert.Equal(0, reader.ReadSingle());
        Assert.Contains("There is no signal 1000", reader.ReadError(), StringComparison.Ordinal);
        Assert.Contains("The bias limit allows", await client.Tell("Bias.Set", w => w.Single(11)), StringComparison.Ordinal);
        Assert.Contains("The bias limit allows", await client.Tell("Bias.Set", w => w.Single(double.NaN)), StringComparison.Ordinal);
        Assert.Empty(bench.Instrument.Biases);
    }

    [Fact]
    public async Task A_body_that_is_too_short_or_too_long_changes_nothing()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Contains("expected a float32 at byte 0", await client.Tell("Bias.Set"), StringComparison.Ordinal);
        Assert.Contains("2 more bytes", await client.Tell("Bias.Set", w => w.Single(1).UInt16(0)), StringComparison.Ordinal);
        Assert.Contains("expected", await client.Tell("Scan.BufferSet", w => w.Int32(int.MaxValue).Int32(0)), StringComparison.Ordinal);
        Assert.Contains("expected", await client.Tell("Pattern.CloudSet", w => w.UInt32(1).Int32(-5)), StringComparison.Ordinal);
        Assert.Empty(bench.Instrument.Biases);
    }

    [Fact]
    public async Task Without_the_response_flag_a_command_is_carried_out_and_not_answered()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        await client.Send(WireHeader.Message("Bias.Set", new WireWriter().Single(2).Body.Span, wantsResponse: false));
        Assert.Equal(2, (await client.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task A_fifth_client_is_refused_in_words_and_a_place_that_is_left_can_be_taken()
    {
        await using var bench = await Bench.Start();
        var clients = new List<RawClient>();
        foreach (var port in bench.Server.Ports)
        {
            clients.Add(await RawClient.Connect(port));
            // Answered, it has been admitted: each port has its own queue, and the next client's could be quicker.
            Assert.Equal(0, (await clients[^1].Ask("Bias.Get")).ReadSingle());
        }
        using (var fifth = await bench.Connect())
        {
            Assert.Contains("4 clients are connected already", await fifth.Tell("Bias.Get"), StringComparison.Ordinal);
            Assert.Null(await fifth.Receive());
        }
        clients[0].Dispose();
        await bench.Logged("client 1 disconnected");
        while (bench.Server.ClientCount > 3) await Task.Yield();
        using var sixth = await bench.Connect();
        Assert.Equal(0, (await sixth.Ask("Bias.Get")).ReadSingle());
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task However_segments_are_cut_the_answers_are_the_same()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        byte[] requests = [.. RawClient.Message("Bias.Set", w => w.Single(0.5)), .. RawClient.Message("Bias.Get"), .. RawClient.Message("Nonsense"), .. RawClient.Message("Scan.FrameGet")];
        await Gen.Int[0, requests.Length].Array[0, 8].SampleAsync(async cuts =>
        {
            int[] ends = [.. cuts.Order(), requests.Length];
            for (int i = 0, from = 0; i < ends.Length; from = ends[i++]) await client.Send(requests.AsMemory(from..ends[i]));
            Assert.Null((await client.Receive())!.Read().ReadError());
            Assert.Equal(0.5, (await client.Receive())!.Read().ReadSingle());
            Assert.NotNull((await client.Receive())!.Read().ReadError());
            Assert.Equal(5, (await client.Receive())!.Read().ReadNumbers(5).Length);
        }, iter: 50, threads: 1);
    }

    [Fact]
    public async Task Random_bytes_end_their_connection_at_most_and_never_the_server()
    {
        await using var bench = await Bench.Start();
        await Gen.Byte.Array[1, 120].SampleAsync(async bytes =>
        {
            using var client = await bench.Connect();
            await client.Send(bytes);
            client.Stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await DrainAsync(client);
        }, iter: 100, threads: 1);
        using var good = await bench.Connect();
        Assert.Equal(0, (await good.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task Every_command_survives_random_bodies_and_answers_each()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        string[] names = [.. bench.Server.CommandNames.Order(StringComparer.Ordinal)];
        await Gen.Select(Gen.Int[0, names.Length - 1], Gen.Byte.Array[0, 64]).SampleAsync(async (index, body) =>
        {
            await client.Send(WireHeader.Message(names[index], body, wantsResponse: true));
            var answer = await client.Receive();
            Assert.Equal(names[index], answer!.Header.Command);
            Assert.True(answer.Body.Length >= 8);
        }, iter: 1000, threads: 1);
        Assert.All(bench.Instrument.Biases, b => Assert.InRange(b, -10, 10));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public async Task A_hostile_length_closes_that_connection_with_a_line_in_the_log(int length)
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        var message = RawClient.Message("Bias.Get");
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(32), length);
        await client.Send(message);
        await DrainAsync(client);
        Assert.Contains("expected a body of 0 to", await bench.Logged("was cut off"), StringComparison.Ordinal);
        using var next = await bench.Connect();
        Assert.Equal(0, (await next.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task The_data_stream_has_the_protocols_frames_with_counters_in_order()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        using var reader = await RawClient.Connect(bench.Server.DataPort);
        await bench.Logged("reader 1 connected");
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(2)));
        Assert.Null(await client.Tell("TCPLog.ChsSet", w => w.Ints([0, 4])));
        Assert.Null(await client.Tell("TCPLog.OversamplSet", w => w.Int32(2)));
        Assert.Null(await client.Tell("TCPLog.Start"));
        Assert.Equal(4, (await client.Ask("TCPLog.StatusGet")).ReadInt32());
        var first = (await DataFrame.ReadAsync(reader.Stream, Token))!;
        Assert.Equal([2f, 2e-6f], first.Values);
        Assert.Equal((2f, 4), (first.Oversampling, first.State));
        for (var next = first.Counter + 1; next < first.Counter + 5; next++)
            Assert.Equal(next, (await DataFrame.ReadAsync(reader.Stream, Token))!.Counter);
        Assert.Null(await client.Tell("TCPLog.Stop"));
        Assert.Equal(1, (await client.Ask("TCPLog.StatusGet")).ReadInt32());
    }

    private static async Task DrainAsync(RawClient client)
    {
        var buffer = new byte[4096];
        try
        {
            while (await client.Stream.ReadAsync(buffer, Token) > 0)
            {
                // What it answered before it hung up.
            }
        }
        catch (IOException)
        {
            // A reset is a way to hang up, too.
        }
    }
}
