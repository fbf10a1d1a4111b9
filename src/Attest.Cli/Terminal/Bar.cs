using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>A moving bar on standard error for what takes long; nothing where that is no terminal.</summary>
internal static class Bar
{
    /// <summary>Does something under a bar.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="what">What is being done: “Adding”.</param>
    /// <param name="total">Number of steps.</param>
    /// <param name="work">Does it; is given the bar, or null where there is none.</param>
    public static Task RunAsync(Screen screen, string what, int total, Func<ProgressTask?, Task> work) => screen.CanMove
        ? screen.Progress.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(context.AddTask(what, maxValue: Math.Max(1, total))))
        : work(null);

    /// <summary>Does something that counts its steps itself.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="what">What is being done: “Verifying”.</param>
    /// <param name="work">Does it; is given where to report counts, or null where there is no bar.</param>
    public static Task CountedAsync(Screen screen, string what, Func<IProgress<(long Done, long Total)>?, Task> work) =>
        RunAsync(screen, what, 1, bar => work(bar is null ? null : new Counts(bar)));

    private sealed class Counts(ProgressTask bar) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
        }
    }
}
