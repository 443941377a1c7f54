using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Wire;

public class MessageCodecTests
{
    private static readonly MessageCodec Codec = new(new MessageSigner("secret"));

    private static JupyterMessage Sample(string code) =>
        JupyterMessage.Create("execute_request", "session", null, new ExecuteRequest(code), WireJson.Plain.ExecuteRequest, ["client"u8.ToArray()]);

    /// <summary>RFC 4231, test case 2: key «Jefe», data «what do ya want for nothing?», given in four parts.</summary>
    [Fact]
    public void The_signature_is_HMAC_SHA256_of_the_four_parts()
    {
        var signature = new MessageSigner("Jefe").Sign("what do "u8.ToArray(), "ya want "u8.ToArray(), "for "u8.ToArray(), "nothing?"u8.ToArray());
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.ASCII.GetString(signature));
    }

    [Fact]
    public void A_message_comes_back_as_it_was() => Gen.String.ForAll(code =>
    {
        // A lone surrogate is no text and cannot travel as UTF-8.
        code = new string([.. code.Where(c => !char.IsSurrogate(c))]);
        var sent = Sample(code);
        Assert.True(Codec.TryDecode(Codec.Encode(sent), out var read, out _));
        Assert.Equal(sent.Header, read.Header);
        Assert.Equal(code, read.Content(WireJson.Plain.ExecuteRequest).Code);
        Assert.Equal("client", Encoding.UTF8.GetString(read.Identities.Single()));
    });

    [Fact]
    public void Buffers_and_parent_travel_along()
    {
        var parent = Sample("1");
        var reply = JupyterMessage.Create("status", "s", parent, new StatusContent("busy"), WireJson.Plain.StatusContent, []);
        var frames = Codec.Encode(reply).Append([1, 2, 3]).ToList();
        Assert.True(Codec.TryDecode(frames, out var read, out _));
        Assert.Equal(parent.HeaderBytes, read.ParentHeaderBytes);
        Assert.Equal([1, 2, 3], read.Buffers.Single());
        Assert.Equal("{\"execution_state\":\"busy\"}", Encoding.UTF8.GetString(read.ContentBytes));
    }

    [Fact]
    public void Any_flipped_bit_makes_a_message_forged()
    {
        var frames = Codec.Encode(Sample("1+1"));
        Gen.Select(Gen.Int[2, 6], Gen.Int[0, 10_000], Gen.Int[0, 7]).ForAll((frame, place, bit) =>
        {
            var forged = frames.Select(f => f.ToArray()).ToList();
            forged[frame][place % forged[frame].Length] ^= (byte)(1 << bit);
            Assert.False(Codec.TryDecode(forged, out _, out var problem));
            Assert.Contains("signature", problem);
        });
    }

    [Fact]
    public void A_message_that_comes_again_is_refused_unless_nothing_is_signed()
    {
        var frames = Codec.Encode(Sample("1+1"));
        Assert.True(Codec.TryDecode(frames, out _, out _));
        Assert.False(Codec.TryDecode(frames, out _, out var problem));
        Assert.Contains("again", problem);
        var unsigned = new MessageCodec(new MessageSigner(""));
        frames = unsigned.Encode(Sample("1+1"));
        Assert.True(unsigned.TryDecode(frames, out _, out _) && unsigned.TryDecode(frames, out _, out _));
    }

    [Fact]
    public void Malformed_frames_are_refused_with_a_reason_and_never_throw()
    {
        Assert.False(Codec.TryDecode([], out _, out var problem));
        Assert.Contains("delimiter", problem);
        Assert.False(Codec.TryDecode(["<IDS|MSG>"u8.ToArray(), "x"u8.ToArray()], out _, out problem));
        Assert.Contains("1 frames", problem);
        Assert.False(Codec.TryDecode(Signed("not json"), out _, out problem));
        Assert.Contains("not JSON", problem);
        Assert.False(Codec.TryDecode(Signed("{}"), out _, out problem));
        Assert.Contains("msg_type", problem);
        Assert.False(Codec.TryDecode(Signed("null"), out _, out _));
        Gen.Byte.Array[0, 40].Array[0, 9].ForAll(frames => Assert.False(Codec.TryDecode(frames, out _, out _)));
    }

    [Fact]
    public void A_bundle_is_written_with_text_as_strings_and_JSON_as_JSON()
    {
        var bundle = new MimeBundle("text").With(MimeTypes.Plotly, new JsonObject { ["data"] = new JsonArray(1) });
        var json = JsonSerializer.Serialize(new DisplayData(bundle, [], new DisplayTransient("id")), WireJson.Plain.DisplayData);
        Assert.Equal("{\"data\":{\"application/vnd.plotly.v1+json\":{\"data\":[1]},\"text/plain\":\"text\"},\"metadata\":{},\"transient\":{\"display_id\":\"id\"}}", json);
    }

    private static IReadOnlyList<byte[]> Signed(string header)
    {
        byte[][] parts = [Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];
        return ["<IDS|MSG>"u8.ToArray(), new MessageSigner("secret").Sign(parts[0], parts[1], parts[2], parts[3]), .. parts];
    }
}
