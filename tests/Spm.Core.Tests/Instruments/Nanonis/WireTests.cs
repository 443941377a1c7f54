using CsCheck;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

public class WireTests
{
    // Nothing real is longer; a random length beyond it must be refused.
    private const int Limit = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_header_is_the_protocols_forty_bytes()
    {
        var message = WireHeader.Message("Bias.Set", new WireWriter().Single(1.5).Body.Span, wantsResponse: true);
        byte[] expected = [.. "Bias.Set"u8, .. new byte[24], 0, 0, 0, 4, 0, 1, 0, 0, 0x3F, 0xC0, 0, 0];
        Assert.Equal(expected, message);
        Assert.Equal(new WireHeader("Bias.Set", 4, true), WireHeader.Read(message, Limit));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Limit + 1)]
    [InlineData(int.MaxValue)]
    public void A_hostile_body_size_is_refused_with_offset_expected_and_found(int size)
    {
        var message = WireHeader.Message("Bias.Get", [], wantsResponse: true);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(32), size);
        var error = Assert.Throws<NanonisWireException>(() => WireHeader.Read(message, Limit));
        Assert.Equal(("Bias.Get", 32, $"{size:N0}"), (error.Command, error.Offset, error.Found));
    }

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Gen.Select(Gen.UShort, Gen.UInt, Gen.Int, Gen.Float, Gen.Double, Gen.String[Gen.Char['a', 'ż'], 0, 20].Array[0, 5], Gen.Int.Array[0, 9]).Sample((h, i, n, f, d, texts, ints) =>
        {
            var body = new WireWriter().UInt16(h).UInt32(i).Int32(n).Single(f).Double(d).Texts(texts).Ints(ints).Matrix([[1, 2, 3], [4, 5, 6]]).Error("text").Body;
            var reader = new WireReader("Test", body);
            Assert.Equal((h, i, n, f, d), (reader.ReadUInt16(), reader.ReadUInt32(), reader.ReadInt32(), reader.ReadSingle(), reader.ReadDouble()));
            Assert.Equal(texts, reader.ReadTexts());
            Assert.Equal(ints, reader.ReadInts());
            var (rows, columns, values) = reader.ReadMatrix();
            Assert.Equal((2, 3), (rows, columns));
            Assert.Equal([1, 2, 3, 4, 5, 6], values);
            Assert.Equal("text", reader.ReadError());
        }, iter: 200);

    [Fact]
    public void Random_bytes_make_numbers_or_the_one_exception_and_never_an_allocation_they_ask_for() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 9]).Sample((bytes, kind) =>
        {
            var reader = new WireReader("Fuzz", bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                for (var k = kind; reader.Remaining > 0; k = (k + 3) % 10) ReadOne(reader, k);
            }
            catch (NanonisWireException e)
            {
                Assert.InRange(e.Offset, 0, bytes.Length);
            }
            // 200 bytes become at most 50 strings or numbers with what surrounds them.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 10);
        }, iter: 20_000);

    [Fact]
    public void Every_truncation_of_a_message_is_noticed()
    {
        var body = new WireWriter().Texts(["Bias calc (V)", "Current (A)"]).Matrix([[1, 2], [3, 4]]).Singles([1, 2]).Error(null).Body.ToArray();
        for (var length = 0; length < body.Length; length++)
        {
            var reader = new WireReader("Test", body.AsMemory(0, length));
            Assert.Throws<NanonisWireException>(() =>
            {
                reader.ReadTexts();
                reader.ReadMatrix();
                reader.ReadSingles();
                reader.ReadError();
            });
        }
    }

    [Fact]
    public async Task A_stream_that_ends_within_a_message_says_where()
    {
        var message = WireHeader.Message("Bias.Get", new byte[10], wantsResponse: true);
        for (var length = 1; length < message.Length; length++)
        {
            using var stream = new MemoryStream(message, 0, length);
            var error = await Assert.ThrowsAsync<NanonisWireException>(() => WireMessage.ReadAsync(stream, Limit, Token));
            Assert.Equal(length, error.Offset);
        }
        using var empty = new MemoryStream();
        Assert.Null(await WireMessage.ReadAsync(empty, Limit, Token));
    }

    [Fact]
    public void A_float32_is_read_as_the_number_that_was_meant() => Gen.Int[-99999, 99999].Sample(thousandths =>
        // Seven digits survive a float32.
        Assert.Equal(thousandths / 1000.0, new WireReader("Test", new WireWriter().Single(thousandths / 1000.0).Body).ReadNumber()));

    [Fact]
    public async Task A_frame_of_the_data_stream_is_read_back()
    {
        var frame = new DataFrame(100, ulong.MaxValue, 4, [1.5f, -2, float.NaN]);
        using var stream = new MemoryStream(frame.ToBytes());
        var read = await DataFrame.ReadAsync(stream, Token);
        Assert.Equal((frame.Oversampling, frame.Counter, frame.State), (read!.Oversampling, read.Counter, read.State));
        Assert.Equal(frame.Values, read.Values);
        Assert.Null(await DataFrame.ReadAsync(stream, Token));
        using var hostile = new MemoryStream([0xFF, 0xFF, 0xFF, 0xFF, .. new byte[14]]);
        Assert.Equal("4294967295", (await Assert.ThrowsAsync<NanonisWireException>(() => DataFrame.ReadAsync(hostile, Token))).Found);
    }

    private static void ReadOne(WireReader reader, int kind)
    {
        switch (kind)
        {
            case 0: reader.ReadUInt16(); break;
            case 1: reader.ReadText(); break;
            case 2: reader.ReadTexts(); break;
            case 3: reader.ReadInts(); break;
            case 4: reader.ReadSingles(); break;
            case 5: reader.ReadMatrix(); break;
            case 6: reader.ReadDouble(); break;
            case 7: reader.ReadNumber(); break;
            case 8: reader.IsAtError(); reader.ReadInt32(); break;
            default: reader.ReadError(); break;
        }
    }
}
