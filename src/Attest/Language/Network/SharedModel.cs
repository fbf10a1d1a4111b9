using System.Reflection;

namespace Attest.Language.Network;

/// <summary>The model that ships in this assembly, read where it lies when it is first asked for; one for all threads.</summary>
internal static unsafe class SharedModel
{
    private const string Resource = "Language/Models/english.bin";

    private static readonly Lazy<LanguageModel> Loaded = new(() => new LanguageModel(Open(Resource)));

    /// <summary>The model.</summary>
    public static LanguageModel English => Loaded.Value;

    /// <summary>A model among the resources of this assembly.</summary>
    public static ModelFile Open(string resource)
    {
        // The stream is never closed: the model points into the assembly's own memory for as long as the program runs.
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) as UnmanagedMemoryStream
            ?? throw new InvalidOperationException($"Reading the model {resource}: it is not among the resources of this assembly. Is src/Attest/{resource} there?");
        return new ModelFile(stream.PositionPointer, stream.Length);
    }
}
