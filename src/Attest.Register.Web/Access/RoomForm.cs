using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Attest.Register.Web.Access;

/// <summary>A form of the room as it was sent.</summary>
/// <param name="form">Its fields.</param>
internal sealed class RoomForm(IFormCollection form)
{
    /// <summary>A field without blanks around it; empty where there is none.</summary>
    public string this[string name] => form[name].ToString().Trim().ReplaceLineEndings("\n");

    /// <summary>Whether the form has a field.</summary>
    public bool Has(string name) => form.ContainsKey(name);

    /// <summary>All values of a field that are not empty.</summary>
    public IReadOnlyList<string> All(string name) => [.. form[name].OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0)];

    /// <summary>A day; null where none is given, or what is given is none.</summary>
    public DateOnly? Day(string name) => DateOnly.TryParseExact(this[name], ["yyyy-MM-dd", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A number with a point or a comma; null where none is given, or what is given is none.</summary>
    public double? Number(string name) => double.TryParse(this[name].Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>An amount of money: blanks part thousands, a comma or a point parts cents, or thousands where three digits follow it.</summary>
    public decimal? Amount(string name)
    {
        var text = string.Concat(this[name].Where(letter => !char.IsWhiteSpace(letter)));
        if (text.LastIndexOf(',') is var comma && comma > text.LastIndexOf('.') && text.Length - comma <= 3)
        {
            text = $"{text[..comma].Replace(".", "", StringComparison.Ordinal)}.{text[(comma + 1)..]}";
        }
        else if (text.Count(letter => letter == '.') > 1 || (text.LastIndexOf('.') is >= 0 and var point && text.Length - point == 4))
        {
            text = text.Replace(".", "", StringComparison.Ordinal);
        }
        return decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }
}
