using Attest.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Webhooks;

/// <summary>The tables of webhooks, in the file of the accounts: they are no part of the ledger, and go with the account.</summary>
internal static class WebhookTables
{
    /// <summary>Adds them to the file.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<WebhookRow>(webhook =>
        {
            webhook.ToTable("webhooks").HasIndex(row => row.AccountId);
            webhook.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("webhook_deliveries").HasKey(row => row.Number);
            delivery.HasIndex(row => new { row.WebhookId, row.State, row.Number });
            delivery.HasOne<WebhookRow>().WithMany().HasForeignKey(row => row.WebhookId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<MetRow>(met =>
        {
            met.ToTable("webhook_met").HasKey(row => new { row.WebhookId, row.Incident });
            met.HasIndex(row => new { row.WebhookId, row.Born });
            met.HasOne<WebhookRow>().WithMany().HasForeignKey(row => row.WebhookId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
