using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Storage;

namespace Attest.Register;

/// <summary>The register of damage of one archive: damage claims with their evidence, who examines and decides them, and what was reported that they can be held against.</summary>
/// <remarks>
/// It lies in the folder <c>register</c> of the archive's: <c>register.db</c> with a ledger of its own, and <c>evidence</c> with encrypted files. It reads the archive and never writes to it: a damage claim becomes evidence for no incident.
/// Every method that somebody asks for takes who asks, and gives them what their role allows: what somebody may not know of is answered as if it were not there (<see cref="RegisterRefusal.NotFound"/>).
/// One writer at a time, in this process or another; any number of readers. Each change is one transaction.
/// </remarks>
public sealed partial class DamageRegister : IAsyncDisposable
{
    private const string Check = "`attest register verify`";

    private readonly RegisterFolder _files;
    private readonly RegisterKeys _keys;
    private readonly TimeProvider _clock;
    private readonly Sql _writer;
    private readonly Readers _readers;
    private readonly SemaphoreSlim _pen = new(1, 1);
    private readonly StatementCheck _check;
    private long _mostBytesADay;
    private int _mostADay;
    private bool _closed;

    private DamageRegister(RegisterFolder files, Sql writer, RegisterKeys keys, RegisterPack pack, ReportArchive? archive, TimeProvider clock)
    {
        (_files, _writer, _keys, Pack, _archive, _clock) = (files, writer, keys, pack, archive, clock);
        _readers = new Readers(files.Database);
        Places = new PlaceResolver(pack);
        _check = new StatementCheck(pack, Places);
        _incidents = archive is null ? null : new Matching.IncidentIndexKeeper(archive);
        _evidence = new Evidence.EvidenceStore(files.Path);
    }

    /// <summary>The rules it works by.</summary>
    public RegisterPack Pack { get; }

    /// <summary>Finds the places that claimants state.</summary>
    public PlaceResolver Places { get; }

    /// <summary>Its folder, as an absolute path.</summary>
    public string Folder => _files.Path;

    /// <summary>The file of its master key.</summary>
    public string KeyFile { get; private init; } = "";

    /// <summary>Whether the key file lies in the archive's folder: who has a copy of that reads all.</summary>
    public bool KeepsItsKey => KeyFile.StartsWith(Path.TrimEndingDirectorySeparator(_files.Archive) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether an archive's folder has a register.</summary>
    public static bool Exists(string archive) => File.Exists(new RegisterFolder(archive).Database);

    /// <summary>Opens the register in an archive's folder, making it where there is none.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="options">How.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="ArchiveException">The folder can't be used, or the key file is missing; the message says what to do.</exception>
    public static Task<DamageRegister> OpenAsync(string folder, RegisterOptions options, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var files = new RegisterFolder(folder);
        return Task.Run(
            () => Explain("Opening the register of", files, () =>
            {
                var (writer, keys) = files.Open(options.KeyFile, clock);
                var register = new DamageRegister(files, writer, keys, options.Pack ?? RegisterPackReader.Named(RegisterPackReader.Default), options.Archive, clock)
                {
                    KeyFile = RegisterKeys.FileOf(files.Path, options.KeyFile),
                    _mostBytesADay = options.MostBytesADay,
                    _mostADay = options.MostADay,
                    _mostRowsADay = options.MostRowsADay,
                    MostRows = options.MostRows,
                };
                register.KeepHouse();
                return register;
            }),
            cancel);
    }

    /// <summary>Waits for what is being written, then closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }
        _sweeping?.Dispose();
        _retrying?.Dispose();
        if (_incidents is not null)
        {
            await _incidents.DisposeAsync();
        }
        await _pen.WaitAsync();
        _closed = true;
        _writer.Dispose();
        _readers.Dispose();
        _keys.Dispose();
        _pen.Release();
    }

    private static T Explain<T>(string doing, RegisterFolder files, Func<T> work) => ArchiveFaults.Explain(doing, files.Archive, $"{RegisterFolder.Name}/{RegisterFolder.DatabaseName}", Check, work);

    /// <summary>Does the work in one transaction: all of it is durable on return, or none of it is there.</summary>
    private async Task<T> WriteAsync<T>(string doing, Func<RegisterLedger, T> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await _pen.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(() => Explain(doing, _files, () => _writer.Write(() =>
            {
                var ledger = new RegisterLedger(_writer, _keys, _clock);
                PublishWhereDue(ledger);
                return work(ledger);
            })), cancel);
        }
        finally
        {
            _pen.Release();
        }
    }

    /// <summary>Asks one unchanging state.</summary>
    private Task<T> ReadAsync<T>(string doing, Func<Sql, T> query, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return Task.Run(() => Explain(doing, _files, () => _readers.Use(sql => sql.Read(() => query(sql)))), cancel);
    }
}

/// <summary>How a register is opened.</summary>
public sealed record RegisterOptions
{
    /// <summary>The archive that damage claims are held against; null where nothing is to be held against anything.</summary>
    public ReportArchive? Archive { get; init; }

    /// <summary>The rules; null for those that ship.</summary>
    public RegisterPack? Pack { get; init; }

    /// <summary>How many bytes of evidence one account may have in drafts and in what it gave within a day.</summary>
    public long MostBytesADay { get; init; } = 10L << 30;

    /// <summary>How many damage claims one account may submit within a day, but for those of CSV files.</summary>
    public int MostADay { get; init; } = 1000;

    /// <summary>How many rows a CSV file may have.</summary>
    public int MostRows { get; init; } = 20_000;

    /// <summary>How many rows of CSV files one account may give within a day.</summary>
    public long MostRowsADay { get; init; } = 100_000;

    /// <summary>The file of the master key; null for <c>master.key</c> in the register's folder. Better on another disk: who has both reads all.</summary>
    public string? KeyFile { get; init; }
}
