using System.Text.RegularExpressions;
using Attest.Web.Webhooks;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>Who signs in, in a file of its own in the archive's folder: it is no part of the ledger, and goes into no export.</summary>
internal sealed partial class AccountsContext(DbContextOptions<AccountsContext> options) : IdentityUserContext<Account>(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    public DbSet<ViewRow> Views => Set<ViewRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<MetRow> Met => Set<MetRow>();

    public DbSet<FormerName> FormerNames => Set<FormerName>();

    /// <summary>Makes the tables and columns that the file does not have yet: it may have been made by an earlier version of the program.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        var script = IfMissing().Replace(Database.GenerateCreateScript(), "CREATE $1 IF NOT EXISTS");
        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        // Braces would be read as places for values.
        await Database.ExecuteSqlRawAsync(script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), cancel);
        if (await MissingColumnsAsync(cancel) is not [])
        {
            // Another program may be adding them at this moment: whoever is second finds none missing.
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            foreach (var column in await MissingColumnsAsync(cancel))
            {
                await Database.ExecuteSqlRawAsync(column, cancel);
            }
            await transaction.CommitAsync(cancel);
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("accounts").Ignore(account => account.Role);
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_values");
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions").HasIndex(row => row.Digest).IsUnique();
            session.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<CommentRow>(comment =>
        {
            // What somebody said stays under their name when their account is gone.
            comment.ToTable("comments").HasIndex(row => row.Incident);
            comment.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.SetNull);
        });
        builder.Entity<ViewRow>(view =>
        {
            view.ToTable("views").HasIndex(row => row.AccountId);
            view.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        WebhookTables.Configure(builder);
        builder.Entity<RequestRow>().ToTable("requests").HasKey(row => row.Key);
        builder.Entity<FormerName>().ToTable("former_names").HasKey(row => row.Name);
        builder.Entity<TokenRow>(token =>
        {
            token.ToTable("tokens").HasIndex(row => row.Digest).IsUnique();
            token.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    // Statements that add what is missing; a column that comes later may be null.
    private async Task<List<string>> MissingColumnsAsync(CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (var table in Model.GetEntityTypes().GroupBy(entity => entity.GetTableName()!))
        {
            var there = await Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM pragma_table_info({0})", table.Key).ToListAsync(cancel);
            missing.AddRange(table.SelectMany(entity => entity.GetProperties()).Where(property => !there.Contains(property.GetColumnName())).Select(property => $"ALTER TABLE \"{table.Key}\" ADD COLUMN \"{property.GetColumnName()}\" {property.GetColumnType()}"));
        }
        return missing;
    }

    [GeneratedRegex(@"\bCREATE (TABLE|INDEX|UNIQUE INDEX)\b")]
    private static partial Regex IfMissing();
}
