using Attest.Language.Network;

namespace Attest.Training;

/// <summary>A sentence in numbers. Heads count from 0, the root is -1; labels are -1 where none is known.</summary>
internal sealed record Example(TreebankSentence Sentence, WordFeatures[] Features, int[] Frequencies, int[] Tags, int[] Heads, int[] Relations, int[] Names);
