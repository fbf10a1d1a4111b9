using System.Text;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Writes the weights as the product reads them: named sections, tables in eight bits with a scale for each row, the rest in single precision.</summary>
internal static unsafe class ModelWriter
{
    public static byte[] Write(NetworkWeights weights, TrainingVocabulary vocabulary, Labels tags, Labels relations, Labels names, LemmaRules lemmas, bool averaged)
    {
        var sections = new List<(string Name, byte[] Bytes)>
        {
            ("shape", Bytes([weights.Shape.Width, weights.Shape.Windows, weights.Shape.Recurrences, weights.Shape.ArcWidth, weights.Shape.LabelWidth, weights.Shape.Words, weights.Shape.Tags, weights.Shape.Names, weights.Shape.Relations])),
            ("tag-labels", Encoding.UTF8.GetBytes(string.Join('\n', tags.Names))),
            ("relation-labels", Encoding.UTF8.GetBytes(string.Join('\n', relations.Names))),
            ("name-labels", Encoding.UTF8.GetBytes(string.Join('\n', names.Names))),
            ("lemma-rules", Encoding.UTF8.GetBytes(lemmas.Write())),
        };
        AddVocabulary(sections, vocabulary);
        AddTensors(sections, weights.All, averaged);
        return ModelFile.Write(sections);
    }

    /// <summary>Adds a section for each tensor; tables in eight bits.</summary>
    public static void AddTensors(List<(string Name, byte[] Bytes)> sections, List<Tensor> tensors, bool averaged)
    {
        foreach (var tensor in tensors)
        {
            var values = new ReadOnlySpan<float>(averaged ? tensor.Average : tensor.Value, tensor.Count);
            if (!tensor.IsSparse)
            {
                sections.Add((tensor.Name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray()));
                continue;
            }
            var bytes = new byte[tensor.Count];
            var scales = new float[tensor.Rows];
            for (var row = 0; row < tensor.Rows; row++)
            {
                var numbers = values.Slice(row * tensor.Columns, tensor.Columns);
                var largest = 0f;
                foreach (var number in numbers)
                {
                    largest = Math.Max(largest, Math.Abs(number));
                }
                scales[row] = largest / 127f;
                for (var i = 0; i < tensor.Columns && largest > 0; i++)
                {
                    bytes[(row * tensor.Columns) + i] = (byte)(sbyte)MathF.Round(numbers[i] / scales[row]);
                }
            }
            sections.Add((tensor.Name, bytes));
            sections.Add((tensor.Name + "-scales", Bytes(scales)));
        }
    }

    private static void AddVocabulary(List<(string Name, byte[] Bytes)> sections, TrainingVocabulary vocabulary)
    {
        var all = vocabulary.All().ToList();
        var words = new MemoryStream();
        var ends = new int[all.Count];
        var rows = new int[all.Count];
        var slots = new int[Vocabulary.SlotCount(all.Count)];
        for (var i = 0; i < all.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(all[i].Word);
            words.Write(bytes);
            ends[i] = (int)words.Length;
            rows[i] = all[i].LearnedRow;
            var slot = Vocabulary.Hash(bytes) & (uint)(slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (uint)(slots.Length - 1);
            }
            slots[slot] = i + 1;
        }
        var vectors = new byte[vocabulary.Vectors.Count * NetworkShape.VectorWidth];
        for (var i = 0; i < vocabulary.Vectors.Count; i++)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<sbyte>(vocabulary.Vectors[i]).CopyTo(vectors.AsSpan(i * NetworkShape.VectorWidth));
        }
        sections.Add(("vocabulary-text", words.ToArray()));
        sections.Add(("vocabulary-ends", Bytes(ends)));
        sections.Add(("vocabulary-rows", Bytes(rows)));
        sections.Add(("vocabulary-slots", Bytes(slots)));
        sections.Add(("vectors", vectors));
        sections.Add(("vector-scales", Bytes<float>([.. vocabulary.Scales])));
    }

    public static byte[] Bytes<T>(T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray();
}
