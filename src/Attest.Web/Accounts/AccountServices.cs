using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attest.Web.Accounts;

/// <summary>What signing in is made of, for the site and for the command.</summary>
internal static class AccountServices
{
    // OWASP's Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-512, 210,000 rounds.
    private const int Rounds = 210_000;

    /// <summary>How many wrong passwords lock an account for a while.</summary>
    public const int MostFailures = 10;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(10);

    /// <summary>Adds the books of accounts, sessions and tokens over the file in the archive's folder.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string folder)
    {
        var file = new AccountFile(folder);
        services.AddSingleton(file);
        services.AddDbContext<AccountsContext>(context => context.UseSqlite(file.Connection));
        services.AddIdentityCore<Account>(identity =>
        {
            // Names are of any script; NamePolicy says which. NIST SP 800-63B: length counts, rules of composition do not.
            identity.User.AllowedUserNameCharacters = "";
            identity.Password = new PasswordOptions { RequiredLength = PasswordPolicy.Shortest, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false };
            identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = MostFailures, DefaultLockoutTimeSpan = Lockout };
        }).AddEntityFrameworkStores<AccountsContext>().AddPasswordValidator<PasswordPolicy>().AddUserValidator<NamePolicy>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Rounds);
        services.AddScoped<AccountBook>().AddScoped<SessionBook>().AddScoped<TokenBook>().AddScoped<CommentBook>().AddScoped<ViewBook>().AddScoped<RequestBook>();
        // Neither statements nor names: what is worth telling is said by whoever asked.
        return services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).AddFilter("Microsoft.AspNetCore.Identity", LogLevel.None));
    }
}
