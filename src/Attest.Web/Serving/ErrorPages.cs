using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Gives every failed answer a page with the right status and no trace of the program's insides.</summary>
internal static class ErrorPages
{
    /// <summary>Catches what the later parts throw, and fills answers that have a status and no body.</summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => WriteAsync(context, context.Response.StatusCode),
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task WriteAsync(HttpContext context, int status) => PageResults.Refuse(Refusal.For(status)).ExecuteAsync(context);
}
