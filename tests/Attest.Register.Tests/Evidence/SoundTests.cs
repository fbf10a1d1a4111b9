using System.Text;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Evidence;

/// <summary>Sound is played from copies in which nothing but what is heard is left.</summary>
public sealed class SoundTests
{
    private const string Secret = "recorded by Olena at home";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("call.mp3", "audio/mpeg")]
    [InlineData("call.wav", "audio/wav")]
    [InlineData("call.m4a", "audio/mp4")]
    public async Task A_recording_is_played_without_what_it_says_of_itself(string name, string mediaType)
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var sound = Sound(name);
        Assert.True(Holds(sound, Secret));
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, name, new MemoryStream(sound), "a call", Cancel);
        Assert.Equal((mediaType, EvidenceKind.Sound, EvidenceShowing.Player), (piece.MediaType, piece.Kind, piece.Showing));
        await using var opened = await here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        using var copy = new MemoryStream();
        await opened.Content.CopyToAsync(copy, Cancel);
        Assert.False(Holds(copy.ToArray(), Secret));
        Assert.Equal(Sha256.Of(copy.ToArray()), piece.WorkingCopy!.Sha256);
        if (name.EndsWith("mp3", StringComparison.Ordinal))
        {
            Assert.Equal(6 * 417, copy.Length);
            Assert.Equal([0xFF, 0xFB], copy.ToArray()[..2]);
        }
        else if (name.EndsWith("wav", StringComparison.Ordinal))
        {
            Assert.Equal(12 + 24 + 8 + 1001 + 1, copy.Length);
            Assert.Equal(copy.Length - 8, BitConverter.ToUInt32(copy.ToArray(), 4));
        }
    }

    [Theory]
    [InlineData("call.mp3", 10)]
    [InlineData("call.mp3", 700)]
    [InlineData("call.wav", 30)]
    [InlineData("call.wav", 200)]
    public async Task What_is_cut_off_is_kept_and_only_downloaded(string name, int length)
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, name, new MemoryStream(Sound(name)[..length]), "", Cancel);
        Assert.Equal((EvidenceShowing.Download, null), (piece.Showing, piece.WorkingCopy));
        Assert.Single(piece.Notices);
    }

    private static bool Holds(byte[] bytes, string words) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(words)) >= 0;

    private static byte[] Sound(string name) => name[^3..] switch
    {
        "mp3" => [.. "ID3\u0004\0\0\0\0\u0001\u007F"u8, .. Padded(Secret, 255), .. Frame("Info"), .. Frame(""), .. Frame(""), .. Frame(""), .. "APETAGEX"u8, .. Padded(Secret, 50), .. Frame(""), .. Frame(""), .. Frame(""), .. "TAG"u8, .. Padded(Secret, 125)],
        "wav" => [.. "RIFF"u8, .. BitConverter.GetBytes(0u), .. "WAVE"u8, .. Chunk("LIST", Padded("INFO" + Secret, 60)), .. Chunk("fmt ", new byte[16]), .. Chunk("data", new byte[1001]), 0, .. Chunk("id3 ", Padded(Secret, 40))],
        _ => [.. SampleFiles.Film()[..8], .. "M4A "u8, .. SampleFiles.Film()[12..], .. SampleFiles.Box("udta", Encoding.ASCII.GetBytes(Secret))],
    };

    // 128 kbit/s at 44.1 kHz, in stereo.
    private static byte[] Frame(string index)
    {
        var frame = new byte[417];
        new byte[] { 0xFF, 0xFB, 0x90, 0x00 }.CopyTo(frame, 0);
        Encoding.ASCII.GetBytes(index).CopyTo(frame, 36);
        return frame;
    }

    private static byte[] Chunk(string name, byte[] content) => [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes((uint)content.Length), .. content];

    private static byte[] Padded(string words, int length) => [.. Encoding.ASCII.GetBytes(words), .. new byte[length - words.Length]];
}
