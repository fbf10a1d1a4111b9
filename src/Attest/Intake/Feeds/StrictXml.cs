using System.Xml;

namespace Attest.Intake.Feeds;

/// <summary>Well-formed XML → elements. A document type is passed over; nothing is resolved, included or fetched.</summary>
internal static class StrictXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
    };

    /// <summary>Parses it.</summary>
    /// <param name="text">The whole document.</param>
    /// <param name="root">The outermost element; null where it is not well-formed.</param>
    /// <param name="fault">Why it must not be read at all; null where a second pass may try.</param>
    /// <returns>Whether it is well-formed.</returns>
    public static bool TryParse(string text, out FeedNode? root, out string? fault)
    {
        (root, fault) = (null, null);
        var tree = new FeedTree();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), Settings);
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var (name, isEmpty) = (reader.Name, reader.IsEmptyElement);
                        tree.Open(name, Attributes(reader));
                        if (isEmpty)
                        {
                            tree.Close(name);
                        }
                        break;
                    case XmlNodeType.EndElement:
                        tree.Close(reader.Name);
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        tree.Text(reader.Value);
                        break;
                }
                if (tree.IsFull)
                {
                    fault = FeedTree.TooMuch;
                    return false;
                }
            }
        }
        catch (XmlException)
        {
            return false;
        }
        root = tree.Root;
        return true;
    }

    private static List<(string, string)> Attributes(XmlReader reader)
    {
        var attributes = new List<(string, string)>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            attributes.Add((reader.Name, reader.Value));
        }
        return attributes;
    }
}
