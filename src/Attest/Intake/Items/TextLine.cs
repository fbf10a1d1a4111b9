namespace Attest.Intake.Items;

/// <summary>One line of a text that is not blank, with what its form says of it. A paragraph is one line.</summary>
/// <param name="Span">The line without the white space around it.</param>
/// <param name="Plain">Its words in lower case, with plain quotation marks and single spaces: what patterns are matched with.</param>
/// <param name="IsHeadline">Whether it has the form of a headline, or the page marks it as one.</param>
/// <param name="IsProse">Whether it is running text: ended by a stop, or long.</param>
/// <param name="IsTime">Whether it is nothing but a time of day, a date or an age.</param>
/// <param name="Update">What the page says of an update that begins here; null where it says nothing.</param>
internal sealed record TextLine(TextSpan Span, string Plain, bool IsHeadline, bool IsProse, bool IsTime, UpdateStart? Update = null);

/// <summary>That an update of a live page begins at a line.</summary>
/// <param name="Published">When it was published, where the page says so.</param>
internal sealed record UpdateStart(PublicationTime? Published);
