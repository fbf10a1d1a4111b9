namespace Attest.Register.Evidence;

/// <summary>What is taken as evidence, for those who choose files.</summary>
public static class EvidenceTypes
{
    /// <summary>Media types and endings of all that is taken, parted by commas, as the attribute <c>accept</c> of a form has them. What a file is, is told by its content all the same.</summary>
    public static string Accepted { get; } = string.Join(',', ContentType.All.Concat(OfficeDocument.Known).Append(ContentType.Text).SelectMany(type => type.Endings.Select(ending => $".{ending}").Prepend(type.MediaType)).Append(".csv").Distinct(StringComparer.Ordinal));
}
