using System.Text;

namespace Attest.Web.Feeds;

/// <summary>A list that is followed, before it is Atom or JSON Feed.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Page">The address of the page with the same content, from the root on.</param>
/// <param name="Self">The feed's own address, from the root on.</param>
/// <param name="Entries">The newest first; may be empty.</param>
internal sealed record Feed(string Title, string Page, string Self, IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>When something of it changed last; a feed that holds nothing has never changed.</summary>
    public DateTimeOffset Updated => Entries.Count == 0 ? DateTimeOffset.UnixEpoch : Entries.Max(entry => entry.Updated);

    /// <summary>A name for ever, as Atom asks for one: a UUID made of what it names (RFC 9562, version 8), the same on every machine.</summary>
    public static string Name(string kind, string id)
    {
        var bytes = Convert.FromHexString(Sha256.Of($"attest {kind}\n{id}").Hex.AsSpan(0, 32));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    /// <summary>A text without what XML can't hold.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.Value is >= 0x20 and not (0xFFFE or 0xFFFF) or '\t' or '\n' or '\r' ? rune.ToString() : "\uFFFD");
        }
        return plain.ToString();
    }
}

/// <summary>One entry of a feed.</summary>
/// <param name="Id">Its name for ever (<see cref="Feed.Name"/>).</param>
/// <param name="Page">The address of its page, from the root on.</param>
/// <param name="Title">What it is, never empty.</param>
/// <param name="Text">What is to be known of it, as plain text.</param>
/// <param name="Published">When it was published or began; null where that is not known.</param>
/// <param name="Updated">When it last changed here.</param>
/// <param name="Authors">Who tells of it: publishers.</param>
/// <param name="Tags">Sorts that it belongs to.</param>
internal sealed record FeedEntry(string Id, string Page, string Title, string Text, DateTimeOffset? Published, DateTimeOffset Updated, IReadOnlyList<string> Authors, IReadOnlyList<string> Tags);
