using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Attest.Web.Feeds;

/// <summary>Writes feeds: Atom (RFC 4287) and JSON Feed 1.1. Words of reports are text in both, never markup.</summary>
internal static class FeedText
{
    /// <summary>Media types.</summary>
    public const string AtomType = "application/atom+xml; charset=utf-8", JsonType = "application/feed+json; charset=utf-8";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>The feed as Atom.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="site">The site's address without a slash at its end.</param>
    public static byte[] Atom(Feed feed, string site)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("feed", Namespace);
            Element(xml, "id", Feed.Name("feed", site + feed.Self));
            Element(xml, "title", feed.Title);
            Element(xml, "updated", Moment(feed.Updated));
            Link(xml, "self", site + feed.Self, "application/atom+xml");
            Link(xml, "alternate", site + feed.Page, "text/html");
            Author(xml, "Attest");
            xml.WriteStartElement("generator", Namespace);
            xml.WriteAttributeString("version", ReaderVersion.Current);
            xml.WriteString("Attest");
            xml.WriteEndElement();
            foreach (var entry in feed.Entries)
            {
                xml.WriteStartElement("entry", Namespace);
                Element(xml, "id", entry.Id);
                Element(xml, "title", entry.Title);
                Element(xml, "updated", Moment(entry.Updated));
                if (entry.Published is { } published)
                {
                    Element(xml, "published", Moment(published));
                }
                Link(xml, "alternate", site + entry.Page, "text/html");
                foreach (var author in entry.Authors)
                {
                    Author(xml, author);
                }
                foreach (var tag in entry.Tags)
                {
                    xml.WriteStartElement("category", Namespace);
                    xml.WriteAttributeString("term", Feed.Plain(tag));
                    xml.WriteEndElement();
                }
                Element(xml, "summary", entry.Text);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return output.ToArray();
    }

    /// <summary>The feed as JSON Feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="site">The site's address without a slash at its end.</param>
    public static byte[] Json(Feed feed, string site)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", site + feed.Page);
            json.WriteString("feed_url", site + feed.Self);
            json.WriteString("language", "en");
            json.WriteStartArray("items");
            foreach (var entry in feed.Entries)
            {
                json.WriteStartObject();
                json.WriteString("id", entry.Id);
                json.WriteString("url", site + entry.Page);
                json.WriteString("title", entry.Title);
                json.WriteString("content_text", entry.Text);
                if (entry.Published is { } published)
                {
                    json.WriteString("date_published", Moment(published));
                }
                json.WriteString("date_modified", Moment(entry.Updated));
                if (entry.Authors.Count > 0)
                {
                    json.WriteStartArray("authors");
                    foreach (var author in entry.Authors)
                    {
                        json.WriteStartObject();
                        json.WriteString("name", author);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                }
                json.WriteStartArray("tags");
                foreach (var tag in entry.Tags)
                {
                    json.WriteStringValue(tag);
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Feed.Plain(text));

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
