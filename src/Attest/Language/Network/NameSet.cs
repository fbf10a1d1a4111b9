namespace Attest.Language.Network;

/// <summary>What each label of names means: outside, or the first or a later word of a name of some kind.</summary>
internal sealed class NameSet
{
    /// <summary>Reads O, B-person, I-person and so on.</summary>
    public NameSet(string[] lines)
    {
        Kinds = new NameKind[lines.Length];
        Begins = new bool[lines.Length];
        IsName = new bool[lines.Length];
        Before = new int[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            Before[i] = -1;
            if (lines[i] == "O")
            {
                Outside = i;
                continue;
            }
            IsName[i] = true;
            Begins[i] = lines[i][0] == 'B';
            Kinds[i] = lines[i][2..] switch
            {
                "person" => NameKind.Person,
                "organization" => NameKind.Organisation,
                "place" => NameKind.Place,
                "event" => NameKind.Event,
                "object" => NameKind.Equipment,
                var other => throw new InvalidDataException($"Reading a language model: “{other}” is no kind of name that is known here."),
            };
        }
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsName[i] && !Begins[i])
            {
                Before[i] = Array.FindIndex(lines, line => line == "B" + lines[i][1..]);
            }
        }
    }

    public int Count => Kinds.Length;

    public int Outside { get; }

    public NameKind[] Kinds { get; }

    public bool[] Begins { get; }

    public bool[] IsName { get; }

    /// <summary>For a later word's label that of the first word; else -1.</summary>
    public int[] Before { get; }
}
