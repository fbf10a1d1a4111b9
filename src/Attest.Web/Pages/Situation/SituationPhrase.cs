namespace Attest.Web.Pages.Situation;

/// <summary>A stretch of a sentence, with the claim that it rests on.</summary>
/// <param name="Text">The words.</param>
/// <param name="Claim">The claim whose words stand in the footnote; null for words that join two others.</param>
public sealed record SituationPhrase(string Text, Claim? Claim = null);
