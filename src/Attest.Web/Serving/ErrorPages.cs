using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
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
            SuppressDiagnosticsCallback = fault => IsOfTheRequest(fault.Exception, fault.HttpContext.RequestAborted.IsCancellationRequested),
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>Whether a fault is that of a request that is wrong in itself or whose connection broke, and so none of the program that its log should tell of. Whatever else goes wrong is told, also where nobody waits for the answer any more.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="isAborted">Whether who asked is gone.</param>
    internal static bool IsOfTheRequest(Exception fault, bool isAborted) => fault is BadHttpRequestException or ConnectionResetException || (isAborted && fault is OperationCanceledException);

    private static Task WriteAsync(HttpContext context, int status) => PageResults.Refuse(Refusal.For(status)).ExecuteAsync(context);
}
