using System.Globalization;

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
            case ["train", .. var rest]:
                Trainer.Run(Options(rest));
                return 0;
            case ["train-attributions", .. var rest]:
                LabelTrainer.Run(LabelOptions(rest));
                return 0;
            case ["parse", var file]:
                Attest.Language.ConlluFormat.Write(new Attest.Language.LanguageAnalyser().Analyse(File.ReadAllText(file)), Console.Out);
                return 0;
            case ["score"]:
                AccuracyScore.Print(DataFolder, Attest.Language.Network.SharedModel.English);
                return 0;
            case ["score", var model]:
                using (var loaded = LoadedModel.From(File.ReadAllBytes(model)))
                {
                    AccuracyScore.Print(DataFolder, loaded.Model);
                }
                return 0;
            default:
                Console.Error.WriteLine("attest-training: expected train, train-attributions, score, parse or score-segmentation; see MODELS.md.");
                return 2;
        }
    }

    private static TrainingOptions Options(string[] arguments)
    {
        var values = Values(arguments);
        return new TrainingOptions
        {
            Data = DataFolder,
            Vectors = values["--vectors"],
            Output = values["--output"],
            Epochs = Number("--epochs", 30),
            Width = Number("--width", 160),
            Windows = Number("--windows", 2),
            Recurrences = Number("--recurrences", 2),
            BatchWords = Number("--batch-words", 600),
            VectorCount = Number("--vector-count", 100_000),
            Seed = Number("--seed", 1),
            EvaluateEvery = Number("--evaluate-every", 3),
            Rate = Number("--rate-millionths", 2000) / 1e6f,
            Dropout = Number("--dropout-percent", 25) / 100f,
            LastDropout = Number("--last-dropout-percent", Number("--dropout-percent", 25)) / 100f,
            ArcWidth = Number("--arc-width", 128),
            From = values.GetValueOrDefault("--from"),
            AllGenres = values.ContainsKey("--all-genres"),
        };

        int Number(string name, int otherwise) => Commands.Number(values, name, otherwise);
    }

    private static LabelTrainingOptions LabelOptions(string[] arguments)
    {
        var values = Values(arguments);
        return new LabelTrainingOptions
        {
            Data = DataFolder,
            Output = values["--output"],
            Epochs = Number(values, "--epochs", 10),
            Width = Number(values, "--width", 128),
            Recurrences = Number(values, "--recurrences", 3),
            BatchWords = Number(values, "--batch-words", 1200),
            Rate = Number(values, "--rate-millionths", 2000) / 1e6f,
            Dropout = Number(values, "--dropout-percent", 30) / 100f,
            Seed = Number(values, "--seed", 1),
            All = values.ContainsKey("--all"),
        };
    }

    private static Dictionary<string, string> Values(string[] arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            values[arguments[i]] = arguments[i + 1];
        }
        return values;
    }

    private static int Number(Dictionary<string, string> values, string name, int otherwise) => values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
