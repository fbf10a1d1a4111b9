using System.Text.Json;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>What an invented editor writes of the samples: the same each time, and once.</summary>
public sealed class SampleDeskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(), _other = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task Serving_the_samples_shows_an_edited_page()
    {
        var first = await ShownAsync(_folder);
        var posts = first.Posts.Select(post => JsonDocument.Parse(post).RootElement).ToList();
        Assert.Equal(5, posts.Count);
        Assert.Single(posts, post => post.GetProperty("pinned").GetBoolean());
        Assert.Single(posts, post => post.GetProperty("state").GetString() == "withdrawn");
        Assert.Single(posts, post => post.GetProperty("corrections").GetArrayLength() > 0);
        Assert.All(posts.Where(post => post.GetProperty("kind").GetString() == "post" && post.GetProperty("state").GetString() == "shown"), post => Assert.NotEmpty(post.GetProperty("claims").EnumerateArray()));
        Assert.Equal(3, JsonDocument.Parse(first.Points).RootElement.GetProperty("paragraphs").GetArrayLength());
        Assert.Contains("a sample editor", first.Page, StringComparison.Ordinal);
        // Again in the same archive nothing is added; in another the same is said.
        Assert.Equal(first.Posts.Count, (await ShownAsync(_folder)).Posts.Count);
        var second = await ShownAsync(_other);
        Assert.Equal(first.Posts.Select(Said), second.Posts.Select(Said));
        Assert.Equal(Said(first.Points), Said(second.Points));
    }

    private static string Said(string post) => JsonDocument.Parse(post).RootElement is var json
        ? $"{json.GetProperty("headline")} {string.Join('/', json.GetProperty("paragraphs").EnumerateArray())} {string.Join('/', json.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("id").GetString()))}" : "";

    private async Task<(IReadOnlyList<string> Posts, string Points, string Page)> ShownAsync(TemporaryFolder folder)
    {
        using var process = AttestProgram.Launch(new AttestProgram.Start(Snapshot.Project, "serve", "samples", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder.Path, "data")));
        try
        {
            while (await process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
            {
                if (line.StartsWith("Serving ", StringComparison.Ordinal))
                {
                    using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Split([' ', ','])[0].TrimEnd('.')) };
                    while (true)
                    {
                        using var posts = JsonDocument.Parse(await client.GetStringAsync("/api/v1/posts?limit=100", _patience.Token));
                        using var points = await client.GetAsync("/api/v1/key-points", _patience.Token);
                        if (points.IsSuccessStatusCode)
                        {
                            var items = posts.RootElement.GetProperty("items").EnumerateArray().ToList();
                            return ([.. items.Select(post => post.GetRawText())], await points.Content.ReadAsStringAsync(_patience.Token), await client.GetStringAsync($"/posts/{items[^1].GetProperty("id").GetString()}", _patience.Token));
                        }
                        // Where the machine is busy the site starts before all is added.
                        await Task.Delay(200, _patience.Token);
                    }
                }
            }
            throw new InvalidOperationException($"It ended before it served: {await process.StandardError.ReadToEndAsync(_patience.Token)}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
