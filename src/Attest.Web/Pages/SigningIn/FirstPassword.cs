using System.Security.Cryptography;

namespace Attest.Web.Pages.SigningIn;

/// <summary>A password that an administrator hands over; it is good for choosing another.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Password">The password.</param>
public sealed record FirstPassword(string Name, string Password)
{
    // Without signs that are taken for one another.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4, InGroup = 4;

    /// <summary>A new one, in groups that can be read out.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, InGroup)));
}
