using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Attest.Web.Api;
using Attest.Web.Pages.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attest.Web.Serving;

/// <summary>What the routes of all areas have in common.</summary>
public static class PageResults
{
    /// <summary>The methods that a page answers.</summary>
    public static readonly string[] ReadOnly = [HttpMethods.Get, HttpMethods.Head];

    // Beyond it no list has an entry, and the number of entries to pass over stays within an int.
    private const int LastPage = 1_000_000;

    /// <summary>A page with status 200.</summary>
    public static IResult Show<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(object parameters)
        where TPage : IComponent => new RazorComponentResult<TPage>(parameters);

    /// <summary>A page that says what could not be shown and where to go on.</summary>
    /// <remarks>Programs that ask the API get problem details (RFC 9457) instead.</remarks>
    public static IResult Refuse(Refusal refusal) => new Refused(refusal);

    /// <summary>Reads the number of a page of a list, 1 where none is given.</summary>
    /// <returns>False where it is not a number from 1 on.</returns>
    public static bool TryNumber(string? text, out int number)
    {
        number = 1;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= LastPage);
    }

    private sealed class Refused(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => MachinePaths.IsApi(httpContext.Request.Path)
            ? Results.Problem($"{refusal.Message} {refusal.Advice}", statusCode: refusal.Status, title: refusal.Title, type: "/api#errors").ExecuteAsync(httpContext)
            : new RazorComponentResult<ErrorPage>(new { Refusal = refusal }) { StatusCode = refusal.Status }.ExecuteAsync(httpContext);
    }
}
