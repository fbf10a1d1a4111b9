using System.Reflection;

namespace Attest.Language.Network;

/// <summary>The model that ships in this assembly, read where it lies when it is first asked for; one for all threads.</summary>
internal static unsafe class SharedModel
{
    private const string Resource = "Language/Models/english.bin";

    private static readonly Lazy<LanguageModel> Loaded = new(Load);

    /// <summary>The model.</summary>
    public static LanguageModel English => Loaded.Value;

    private static LanguageModel Load()
    {
        // The stream is never closed: the model points into the assembly's own memory for as long as the program runs.
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) as UnmanagedMemoryStream
            ?? throw new InvalidOperationException($"Reading the language model {Resource}: it is not among the resources of this assembly. Is src/Attest/{Resource} there?");
        return new LanguageModel(new ModelFile(stream.PositionPointer, stream.Length));
    }
}
