namespace Attest.Claims.Places;

/// <summary>How gazetteer.bin is laid out; tools/Attest.Gazetteer writes it, <see cref="Gazetteer"/> reads it in place. Little-endian throughout.</summary>
/// <remarks>
/// Header, then the sections that the header's offsets name, in this order: rows of <see cref="RowSize"/> bytes; countries of two letters; offsets of regions; the pool of
/// strings (UTF-8, each after a varint of its length); offsets of blocks of names; blocks of names; the same two for skeletons.
/// A block holds <see cref="KeysInBlock"/> keys in ordinal order of their bytes, each written as: varint of the bytes shared with the key before it in the block, varint of
/// the bytes that follow, those bytes, varint of the number of its rows, then for each a varint of the distance from the one before it doubled, plus one where it is the row's first name.
/// </remarks>
internal static class GazetteerLayout
{
    /// <summary>First eight bytes, with the format's version.</summary>
    public static ReadOnlySpan<byte> Magic => "ATTESTG2"u8;

    /// <summary>Magic, eleven 32-bit numbers: rows, countries, regions, keys, skeletons, and the offsets of seven sections less the first.</summary>
    public const int HeaderSize = 8 + (12 * 4);

    /// <summary>Bytes of a row: name 3, latitude 3, longitude 3, identifier 4, region 2, country 1, feature 1, population 1, source 1.</summary>
    public const int RowSize = 19;

    /// <summary>Keys in a block.</summary>
    public const int KeysInBlock = 16;

    /// <summary>Steps of a degree in a stored latitude or longitude.</summary>
    public const double StepsInDegree = 40_000;

    /// <summary>Steps of a factor of ten in a stored population.</summary>
    public const double StepsInDecade = 30;

    /// <summary>What stands before the colon in an identifier, by its number; the first three are stored as a number (the postal one by its code), the others as text.</summary>
    public static readonly string[] IdentifierKinds = ["gn", "wof", PostalKind, "ne", "oa", PostalKind, "cur", "add", "user"];

    /// <summary>The kind as a reading writes it.</summary>
    public static string Written(string kind) => kind == "gn" ? "geonames" : kind;

    /// <summary>Number of kinds of identifiers that are numeric.</summary>
    public const int NumericKinds = 3;

    /// <summary>The kind of identifiers that are made of a country, a postal code and the name.</summary>
    public const string PostalKind = "pc";

    /// <summary>How far a row's position is to be trusted, by the number of its source.</summary>
    public static readonly (string Name, double Trust)[] Sources =
    [
        ("gn500", 1), ("wof", 1), ("wof-ua", 1), ("wof-by", 1), ("wof-md", 1), ("ne", 1), ("oa", 1), ("cur", 1), ("add", 1), ("gnpc-ua", 0.9), ("gnpc-ru", 0.4), ("user", 1),
    ];

    /// <summary>The identifier of a place that is known by its postal code.</summary>
    public static string PostalIdentifier(string country, uint code, string name)
    {
        const int LettersOfName = 14;
        var letters = name.Where(char.IsAsciiLetterOrDigit).Take(LettersOfName).Select(char.ToLowerInvariant);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PostalKind}:{country}{code}-{string.Concat(letters)}");
    }
}
