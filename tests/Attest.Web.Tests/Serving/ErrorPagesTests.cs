using Attest.Web.Serving;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Tests.Serving;

/// <summary>What the log tells of requests that failed.</summary>
public sealed class ErrorPagesTests
{
    [Fact]
    public void A_request_that_is_wrong_or_breaks_off_is_no_fault_of_the_program_and_whatever_else_fails_is_told_also_when_nobody_waits()
    {
        foreach (var isAborted in new[] { true, false })
        {
            Assert.True(ErrorPages.IsOfTheRequest(new BadHttpRequestException("Unexpected end of request content."), isAborted));
            Assert.True(ErrorPages.IsOfTheRequest(new ConnectionResetException("The client reset the connection."), isAborted));
            Assert.Equal(isAborted, ErrorPages.IsOfTheRequest(new TaskCanceledException(), isAborted));
            foreach (var fault in new Exception[] { new InvalidDataException("damaged"), new IOException("No space left on device"), new InvalidOperationException(), new TimeoutException() })
            {
                Assert.False(ErrorPages.IsOfTheRequest(fault, isAborted), fault.GetType().Name);
            }
        }
    }
}
