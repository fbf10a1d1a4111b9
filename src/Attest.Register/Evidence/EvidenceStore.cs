namespace Attest.Register.Evidence;

/// <summary>The encrypted files of the evidence.</summary>
internal sealed class EvidenceStore(string folder)
{
    private readonly string _root = Path.Combine(folder, "evidence");

    public void Sweep(IReadOnlySet<string> named, DateTimeOffset now) => Directory.CreateDirectory(_root);
}
