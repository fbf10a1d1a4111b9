namespace Attest;

/// <summary>Something a reader of the result should know about how it came to be: a date that is missing, a language that is not read, broken bytes.</summary>
/// <param name="Code">Stable kebab-case name, e.g. <c>no-date</c>; the documents list them all.</param>
/// <param name="Message">What was found and what follows from it, one sentence for a person.</param>
/// <param name="Start">UTF-16 index in the report's text that it concerns; null where it concerns the whole.</param>
public sealed record Notice(string Code, string Message, int? Start = null);
