using Attest.Register.Packs;

namespace Attest.Register.Tests.Running;

/// <summary>The rules of another register: one category, without evidence, days and places.</summary>
internal static class TinyPack
{
    /// <summary>Its tables, by their files.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["register.tsv"] = "id\ttitle\ttitle_uk\tprefix\tfrom\tuntil\tcountries\tsmallest\trounded_to\tstatistics_days\tstatistics_least\tappeal_days\treach_km\tcurrency\texcluded_nationalities\tnote\tnote_uk\ntiny\tA register of lost boats\t\tLB\t2023-04-15\t\tSD\t3\t1\t7\t5\t10\t1\tSDG\t\t\t\n",
        ["fields.tsv"] = "id\tpart\tkind\tlabel\tlabel_uk\thelp\thelp_uk\naccount\twhat\tbuilt-in\tWhat happened\t\t\t\nboat\twhat\ttext\tThe boat’s name\t\t\t\nlost-on\twhen\tday\tWhen it was seen last\t\t\t\ncrew\twho\tnumber\tHow many sailed in it\t\t\t\n",
        ["kinds.tsv"] = "kind\tlabel\tlabel_uk\tstrong\tweak\ttoll\tmodes\nboat\tloss of a boat\t\tAttack\t\t\t\n",
        ["categories.tsv"] = "code\ttitle\ttitle_uk\tgroup\tasks\tamount\tkind\trestricted\n1\tA lost boat\t\tperson\taccount*|boat*|lost-on|crew\tno\tboat\t\n",
        ["reasons.tsv"] = "id\tstep\ttitle\ttitle_uk\nno-name\treturn\tThe boat is not named\t\nno-boat\trefuse\tThere was no boat\t\n",
    };

    /// <summary>The rules.</summary>
    public static RegisterPack Read() => RegisterPackReader.Read("tiny", Tables.GetValueOrDefault);
}
