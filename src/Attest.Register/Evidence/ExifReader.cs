using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>Reads from a picture's Exif data (CIPA DC-008) what an examiner asks about: when, where, with what. Whatever is damaged is passed over.</summary>
internal static class ExifReader
{
    private const int LongestValue = 200;
    private const int MostFields = 200;

    /// <summary>Reads the facts.</summary>
    /// <param name="tiff">The data, from the byte order on.</param>
    /// <param name="facts">Gets what is found.</param>
    /// <returns>The orientation, 1 to 8; 1 where none is stated.</returns>
    public static int Read(ReadOnlySpan<byte> tiff, FactList facts)
    {
        try
        {
            var data = new Tiff(tiff);
            var main = data.Fields((int)data.Number(4, 4));
            AddText(data, main, 0x010F, "camera maker", facts);
            AddText(data, main, 0x0110, "camera", facts);
            AddText(data, main, 0x0131, "software", facts);
            AddText(data, main, 0x0132, "changed", facts);
            if (main.TryGetValue(0x8769, out var details))
            {
                var fields = data.Fields((int)data.Value(details));
                AddText(data, fields, 0x9003, "taken", facts);
                AddText(data, fields, 0x9011, "time zone", facts);
            }
            if (main.TryGetValue(0x8825, out var position) && Position(data, data.Fields((int)data.Value(position))) is { } point)
            {
                facts.Add("position", string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.#####}, {point.Longitude:0.#####}"));
            }
            return main.TryGetValue(0x0112, out var orientation) && data.Value(orientation) is >= 1 and <= 8 and var turned ? (int)turned : 1;
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return 1;
        }
    }

    /// <summary>A segment of JPEG that holds an orientation and nothing else.</summary>
    public static byte[] Orientation(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static void AddText(in Tiff data, Dictionary<int, Field> fields, int tag, string name, FactList facts)
    {
        if (fields.TryGetValue(tag, out var field))
        {
            facts.Add(name, data.Text(field));
        }
    }

    private static GeoPoint? Position(in Tiff data, Dictionary<int, Field> fields)
    {
        if (!fields.TryGetValue(2, out var latitude) || !fields.TryGetValue(4, out var longitude) || latitude.Count < 3 || longitude.Count < 3)
        {
            return null;
        }
        var north = data.Degrees(latitude) * (fields.TryGetValue(1, out var northern) && data.Text(northern).StartsWith('S') ? -1 : 1);
        var east = data.Degrees(longitude) * (fields.TryGetValue(3, out var eastern) && data.Text(eastern).StartsWith('W') ? -1 : 1);
        return double.IsFinite(north) && double.IsFinite(east) ? new GeoPoint(north, east) : null;
    }

    private readonly record struct Field(int Type, int Count, int At);

    private readonly ref struct Tiff
    {
        private readonly ReadOnlySpan<byte> _data;
        private readonly bool _isBig;

        public Tiff(ReadOnlySpan<byte> data)
        {
            _data = data;
            _isBig = data[0] == 'M';
        }

        public long Number(int at, int bytes) => bytes == 2
            ? (_isBig ? BinaryPrimitives.ReadUInt16BigEndian(_data[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_data[at..]))
            : (_isBig ? BinaryPrimitives.ReadUInt32BigEndian(_data[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_data[at..]));

        public Dictionary<int, Field> Fields(int at)
        {
            var fields = new Dictionary<int, Field>();
            var count = Math.Min(MostFields, (int)Number(at, 2));
            for (var index = 0; index < count; index++)
            {
                var entry = at + 2 + (12 * index);
                fields.TryAdd((int)Number(entry, 2), new Field((int)Number(entry + 2, 2), checked((int)Number(entry + 4, 4)), entry + 8));
            }
            return fields;
        }

        public long Value(Field field) => field.Type == 3 ? Number(field.At, 2) : Number(field.At, 4);

        public string Text(Field field) => Encoding.UTF8.GetString(_data.Slice(field.Count <= 4 ? field.At : checked((int)Number(field.At, 4)), Math.Min(field.Count, 4 * LongestValue))).TrimEnd('\0');

        public double Degrees(Field field)
        {
            var at = checked((int)Number(field.At, 4));
            return Part(at) + (Part(at + 8) / 60) + (Part(at + 16) / 3600);
        }

        private double Part(int at) => Number(at, 4) / (double)Number(at + 4, 4);
    }
}
