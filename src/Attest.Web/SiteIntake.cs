using Attest.Sources;
using Attest.Sources.Adding;

namespace Attest.Web;

/// <summary>How reports get in through the site.</summary>
/// <param name="Adder">Adds what is pasted and uploaded.</param>
/// <param name="Sources">The sources that are watched.</param>
/// <param name="Poller">Looks at them; the site runs it for as long as it runs itself.</param>
public sealed record SiteIntake(ReportAdder Adder, SourceBook Sources, SourcePoller Poller)
{
    /// <summary>Whether sources that are added on the site may connect to addresses that are not public.</summary>
    public bool AllowPrivate { get; init; }
}
