using System.Runtime.InteropServices;
using System.Text;

namespace Attest.Language.Network;

/// <summary>A model as named sections of bytes, read where they lie.</summary>
/// <remarks>Layout: the eight bytes "ATTESTLM", the number of sections, for each its name, start and length, and then the sections, each at a multiple of 64.</remarks>
internal sealed unsafe class ModelFile
{
    private const string Mark = "ATTESTLM";
    private const int Alignment = 64, EntryLength = 40, NameLength = 32;

    private readonly byte* _start;
    private readonly Dictionary<string, (int Start, int Length)> _sections = new(StringComparer.Ordinal);

    /// <summary>Reads the list of sections.</summary>
    /// <param name="start">Memory that stays where it is.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="InvalidDataException">It is no model, or is cut short.</exception>
    public ModelFile(byte* start, long length)
    {
        _start = start;
        var bytes = new ReadOnlySpan<byte>(start, checked((int)length));
        if (length < 12 || !bytes[..8].SequenceEqual(Encoding.ASCII.GetBytes(Mark)))
        {
            throw new InvalidDataException($"Reading a language model: it does not start with {Mark}. Was it written by tools/Attest.Training?");
        }
        var count = MemoryMarshal.Read<int>(bytes[8..]);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.Slice(12 + (i * EntryLength), EntryLength);
            var name = Encoding.ASCII.GetString(entry[..NameLength]).TrimEnd('\0');
            var (from, size) = (MemoryMarshal.Read<int>(entry[NameLength..]), MemoryMarshal.Read<int>(entry[(NameLength + 4)..]));
            if ((long)from + size > length)
            {
                throw new InvalidDataException($"Reading a language model: section {name} ends at {(long)from + size}, the file at {length}. It is cut short.");
            }
            _sections[name] = (from, size);
        }
    }

    /// <summary>Where a section starts.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public T* Section<T>(string name)
        where T : unmanaged => (T*)(_start + Find(name).Start);

    /// <summary>Number of elements in a section.</summary>
    public int Count<T>(string name)
        where T : unmanaged => Find(name).Length / sizeof(T);

    /// <summary>The lines of a section of text.</summary>
    public string[] Lines(string name)
    {
        var (start, length) = Find(name);
        return Encoding.UTF8.GetString(_start + start, length).Split('\n');
    }

    /// <summary>The bytes of a file with these sections.</summary>
    public static byte[] Write(IReadOnlyList<(string Name, byte[] Bytes)> sections)
    {
        var at = Align(12 + (sections.Count * EntryLength));
        var file = new byte[at + sections.Sum(section => Align(section.Bytes.Length))];
        Encoding.ASCII.GetBytes(Mark).CopyTo(file, 0);
        MemoryMarshal.Write(file.AsSpan(8), sections.Count);
        for (var i = 0; i < sections.Count; i++)
        {
            var entry = file.AsSpan(12 + (i * EntryLength), EntryLength);
            Encoding.ASCII.GetBytes(sections[i].Name, entry);
            MemoryMarshal.Write(entry[NameLength..], at);
            MemoryMarshal.Write(entry[(NameLength + 4)..], sections[i].Bytes.Length);
            sections[i].Bytes.CopyTo(file, at);
            at += Align(sections[i].Bytes.Length);
        }
        return file;
    }

    private static int Align(int length) => (length + Alignment - 1) / Alignment * Alignment;

    private (int Start, int Length) Find(string name) => _sections.TryGetValue(name, out var section)
        ? section
        : throw new InvalidDataException($"Reading a language model: it has no section {name}. It was written by another version of tools/Attest.Training.");
}
