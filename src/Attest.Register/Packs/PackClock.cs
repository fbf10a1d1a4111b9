namespace Attest.Register.Packs;

/// <summary>By which clock a register's pages tell hours.</summary>
/// <param name="Zone">The time zone.</param>
/// <param name="Name">What stands behind an hour, in English.</param>
/// <param name="NameIn">The same in other languages.</param>
public sealed record PackClock(TimeZoneInfo Zone, string Name, IReadOnlyDictionary<string, string> NameIn)
{
    /// <summary>The clock of a pack that names none, and of a machine that does not know the zone that it names.</summary>
    public static PackClock Utc { get; } = new(TimeZoneInfo.Utc, "UTC", new Dictionary<string, string>());

    /// <summary>What stands behind an hour in a language.</summary>
    public string In(string language) => NameIn.GetValueOrDefault(language) ?? Name;
}
