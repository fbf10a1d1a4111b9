using Attest.Archive;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;

namespace Attest.Register.Tests.Running;

/// <summary>A register in a folder of its own that goes away with it, and the people who use it.</summary>
internal sealed class TemporaryRegister : IAsyncDisposable
{
    public static readonly Actor Claimant = new("claimant-1", RegisterRole.Claimant);
    public static readonly Actor Stranger = new("claimant-2", RegisterRole.Claimant);
    public static readonly Actor Examiner = new("examiner-1", RegisterRole.Examiner);
    public static readonly Actor OtherExaminer = new("examiner-2", RegisterRole.Examiner);
    public static readonly Actor Board = new("board-1", RegisterRole.Board);
    public static readonly Actor Auditor = new("auditor-1", RegisterRole.Auditor);
    public static readonly Actor Administrator = new("admin", RegisterRole.Claimant, IsAdministrator: true);

    private TemporaryRegister(string folder, DamageRegister register, ManualClock clock) => (Folder, Register, Clock) = (folder, register, clock);

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "register", "register.db");

    public DamageRegister Register { get; private set; }

    public ManualClock Clock { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TemporaryRegister> MakeAsync(RegisterPack? pack = null, ReportArchive? archive = null)
    {
        var folder = Directory.CreateTempSubdirectory("attest-register-").FullName;
        var clock = new ManualClock(new DateTimeOffset(2024, 6, 1, 9, 0, 0, TimeSpan.Zero));
        var here = new TemporaryRegister(folder, await DamageRegister.OpenAsync(folder, new RegisterOptions { Pack = pack, Archive = archive }, clock, Cancel), clock);
        foreach (var somebody in new[] { Examiner, OtherExaminer, Board, Auditor })
        {
            await here.Register.GiveRoleAsync(Administrator, somebody.Account, somebody.Role, "for the tests", Cancel);
        }
        return here;
    }

    public async Task ReopenAsync(RegisterOptions? options = null)
    {
        await Register.DisposeAsync();
        Register = await DamageRegister.OpenAsync(Folder, options ?? new RegisterOptions(), Clock, Cancel);
    }

    /// <summary>Files a statement as it is, with a paper where its category asks for evidence, and gives its receipt.</summary>
    public async Task<Receipt> FileAsync(Statement statement, Actor? actor = null)
    {
        var draft = await Register.NewDraftAsync(actor ?? Claimant, statement, Cancel);
        if (Register.Pack.Find(statement.Category)!.Asks.Any(asked => asked is { Field: "evidence", IsRequired: true }))
        {
            await Register.ReceiveAsync(actor ?? Claimant, draft.Id, "paper.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel);
        }
        return await Register.SubmitAsync(actor ?? Claimant, draft.Id, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Register.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
