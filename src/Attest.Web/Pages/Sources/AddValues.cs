namespace Attest.Web.Pages.Sources;

/// <summary>What was typed into the forms, to be shown again where something of it is wrong.</summary>
/// <param name="Text">The pasted text.</param>
/// <param name="Title">Its title.</param>
/// <param name="Publisher">Its publisher, or the files’.</param>
/// <param name="Published">Its date of publication, or the files’.</param>
/// <param name="Url">Its address.</param>
/// <param name="Source">The address or folder to watch.</param>
public sealed record AddValues(string Text, string Title, string Publisher, string Published, string Url, string Source)
{
    /// <summary>Empty forms.</summary>
    public static AddValues None { get; } = new("", "", "", "", "", "");
}

/// <summary>What is wrong with what was typed.</summary>
/// <param name="Message">A sentence or more that says what to do.</param>
/// <param name="Field">The name of the field that it is about; null for the whole form.</param>
public sealed record AddFault(string Message, string? Field = null);

/// <summary>The forms of the page that adds.</summary>
public enum AddForm
{
    /// <summary>A pasted text.</summary>
    Text,

    /// <summary>Uploaded files.</summary>
    File,

    /// <summary>An address or a folder to watch.</summary>
    Source,
}
