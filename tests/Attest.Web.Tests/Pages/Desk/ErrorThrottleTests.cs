using System.Net;
using Attest.Web.Accounts;
using Attest.Web.Pages.Desk;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Tests.Pages.Desk;

/// <summary>How many errors somebody may report.</summary>
public sealed class ErrorThrottleTests
{
    [Fact]
    public void One_address_may_report_so_many_and_no_more_and_others_go_on()
    {
        using var throttle = new ErrorThrottle();
        for (var i = 0; i < ErrorThrottle.Most; i++)
        {
            Assert.True(throttle.Takes(Actor.Reader, From("198.51.100.1")));
        }
        Assert.False(throttle.Takes(Actor.Reader, From("198.51.100.1")));
        Assert.True(throttle.Takes(Actor.Reader, From("198.51.100.2")));
    }

    [Fact]
    public void All_strangers_together_may_report_so_many_while_those_who_signed_in_go_on()
    {
        using var throttle = new ErrorThrottle();
        var taken = Enumerable.Range(0, 1000).Count(i => throttle.Takes(Actor.Reader, From($"198.51.{i / 250}.{i % 250}")));
        Assert.Equal(ErrorThrottle.MostOfStrangers, taken);
        var account = new Account { RoleName = Role.Reader.Name, Made = 0 };
        Assert.True(throttle.Takes(new Actor("somebody", Role.Reader) { Account = account }, From("198.51.100.1")));
        Assert.True(throttle.Takes(Actor.ThisMachine, From("127.0.0.1")));
    }

    private static HttpRequest From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context.Request;
    }
}
