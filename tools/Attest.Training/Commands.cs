namespace Attest.Training;

/// <summary>What this program can do, each by its name on the command line.</summary>
internal static class Commands
{
    /// <summary>Where the treebanks are.</summary>
    public static string DataFolder => Environment.GetEnvironmentVariable("ATTEST_DATA") ?? "../shared/data";

    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["score-segmentation", .. var rest]:
                SegmentationScore.Print(DataFolder, rest.Contains("--errors"));
                return 0;
            default:
                Console.Error.WriteLine("attest-training: expected score-segmentation.");
                return 2;
        }
    }
}
