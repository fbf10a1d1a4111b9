using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Attest.Claims.Places;
using static Attest.Claims.Places.GazetteerLayout;

namespace Attest.Gazetteer;

/// <summary>Gathers rows of tables and writes them as <see cref="GazetteerLayout"/> says.</summary>
internal sealed class GazetteerBuilder
{
    private readonly List<byte[]> _rows = [];
    private readonly KeyTable _names = new(), _skeletons = new();
    private readonly StringPool _strings = new();
    private readonly List<string> _countries = [""], _regions = [""];
    private readonly Dictionary<string, PlaceFeature> _features = PlaceFeature.All.Skip(1).ToDictionary(feature => feature.Code);
    private readonly Dictionary<string, (string Latitude, string Longitude)> _corrections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _natural = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unknownFeatures = [];

    /// <summary>Takes positions that hold instead of those in the tables added after: id, latitude, longitude, name.</summary>
    public void Correct(string path)
    {
        foreach (var line in File.ReadLines(path).Where(line => !line.StartsWith('#') && !line.StartsWith("id\t", StringComparison.Ordinal)))
        {
            var columns = line.Split('\t');
            _corrections[columns[0]] = (columns[1], columns[2]);
        }
    }

    /// <summary>Adds every row of one table.</summary>
    /// <exception cref="InvalidDataException">A row has not eleven columns, or no position.</exception>
    public void Add(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }
            var columns = line.Split('\t');
            if (columns.Length != 11)
            {
                throw new InvalidDataException($"Reading {path}, line {number}: found {columns.Length} columns, expected 11.");
            }
            if (columns[0] != "id")
            {
                Add(columns, $"{path}, line {number}");
            }
        }
    }

    /// <summary>The whole file.</summary>
    public byte[] Build()
    {
        var sections = new[]
        {
            Concatenate(_rows),
            Encoding.ASCII.GetBytes(string.Concat(_countries.Select(country => country.PadRight(2)))),
            Numbers(_regions.Select(region => region.Length == 0 ? 0 : _strings.Add(region))),
            _strings.ToArray(),
        };
        var names = _names.Write();
        var skeletons = _skeletons.Write();
        byte[][] all = [.. sections, names.Index, names.Blocks, skeletons.Index, skeletons.Blocks];
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        int[] counts = [_rows.Count, _countries.Count, _regions.Count, _names.Count, _skeletons.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8 + (4 * i)), counts[i]);
        }
        var offset = HeaderSize;
        for (var i = 0; i < all.Length - 1; i++)
        {
            offset += all[i].Length;
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8 + (4 * (counts.Length + i))), offset);
        }
        return Concatenate([header, .. all]);
    }

    /// <summary>What was compiled, for a person.</summary>
    public string Summary(int bytes) => string.Create(CultureInfo.InvariantCulture,
        $"{_rows.Count:N0} places, {_names.Count:N0} names, {_skeletons.Count:N0} skeletons, {bytes:N0} bytes.")
        + (_unknownFeatures.Count == 0 ? "" : $" Left out, feature unknown: {string.Join(", ", _unknownFeatures.Select(pair => $"{pair.Key} {pair.Value}"))}.");

    private void Add(string[] columns, string place)
    {
        if (!_features.TryGetValue(columns[6], out var feature))
        {
            _unknownFeatures[columns[6]] = _unknownFeatures.GetValueOrDefault(columns[6]) + 1;
            return;
        }
        if (_corrections.TryGetValue(columns[0], out var correction))
        {
            (columns[4], columns[5]) = correction;
        }
        if (!double.TryParse(columns[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(columns[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude))
        {
            throw new InvalidDataException($"Reading {place}: found the position “{columns[4]}, {columns[5]}”, expected two numbers in degrees.");
        }
        _ = long.TryParse(columns[9], NumberStyles.None, CultureInfo.InvariantCulture, out var population);
        // Natural features come from several tables: the first table given holds.
        if (feature.Code is "RGN" or "SEA" or "WTR" or "PCLH" && !_natural.Add(PlaceKey.Fold(columns[1])))
        {
            return;
        }
        var data = new byte[RowSize];
        var (kind, identifier) = Identifier(columns);
        Three(data, _strings.Add(columns[1]));
        Three(data.AsSpan(3), (int)Math.Round((latitude + 90) * StepsInDegree));
        Three(data.AsSpan(6), (int)Math.Round((longitude + 180) * StepsInDegree));
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(9), identifier);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(13), (ushort)Number(_regions, columns[8]));
        data[15] = checked((byte)Number(_countries, columns[7].Length == 2 ? columns[7] : ""));
        data[16] = feature.Number;
        data[17] = (byte)(population < 1 ? 0 : Math.Max(1, Math.Round(Math.Log10(population) * StepsInDecade)));
        var source = Array.FindIndex(GazetteerLayout.Sources, known => known.Name == columns[10]);
        data[18] = (byte)((kind << 4) | (source < 0 ? GazetteerLayout.Sources.Length - 1 : source));
        AddNames(columns, _rows.Count, feature, columns[10]);
        _rows.Add(data);
    }

    private void AddNames(string[] columns, int row, PlaceFeature feature, string source)
    {
        foreach (var name in new[] { columns[1], columns[2] })
        {
            _names.Add(PlaceKey.Fold(name), row, true);
        }
        foreach (var name in columns[3].Split('|'))
        {
            if (NameFilter.Keeps(name, feature))
            {
                _names.Add(PlaceKey.Fold(name), row, false);
            }
        }
        // The last resort is found by its own spelling only.
        if (NameFilter.IsTransliterated(columns[7]) && (feature.Kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Region) && source != "gnpc-ru")
        {
            foreach (var name in columns[3].Split('|').Where(name => NameFilter.Keeps(name, feature)).Append(columns[1]))
            {
                _skeletons.Add(PlaceKey.Skeleton(PlaceKey.Fold(name)), row, name == columns[1]);
            }
        }
    }

    private (int Kind, uint Number) Identifier(string[] columns)
    {
        var identifier = columns[0];
        var colon = identifier.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : identifier[..colon];
        var rest = identifier[(colon + 1)..];
        var digits = prefix == PostalKind ? string.Concat(rest.Where(char.IsAsciiDigit)) : rest;
        if (uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var kind = Array.IndexOf(IdentifierKinds, prefix, 0, NumericKinds);
            if (kind >= 0 && (prefix != PostalKind || PostalIdentifier(columns[7], number, columns[1]) == identifier))
            {
                return (kind, number);
            }
        }
        var textual = Array.IndexOf(IdentifierKinds, prefix, NumericKinds);
        return (textual < 0 ? IdentifierKinds.Length - 1 : textual, (uint)_strings.Add(rest));
    }

    private static int Number(List<string> list, string value)
    {
        var found = list.IndexOf(value);
        if (found < 0)
        {
            found = list.Count;
            list.Add(value);
        }
        return found;
    }

    private static void Three(Span<byte> data, int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, 0xFFFFFFu, nameof(value));
        data[0] = (byte)value;
        data[1] = (byte)(value >> 8);
        data[2] = (byte)(value >> 16);
    }

    private static byte[] Numbers(IEnumerable<int> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Concatenate(IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];
}
