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
                return Train(rest, Options, Trainer.Run);
            case ["train-attributions", .. var rest]:
                return Train(rest, LabelOptions, LabelTrainer.Run);
            case ["train-choices", .. var rest]:
                return Train(rest, ChoiceOptions, ChoiceTrainer.Run);
            case ["count-words", var output]:
                WordDocuments.Write(DataFolder, output);
                return 0;
            case ["learn-links", var table, .. var rest]:
                LinkTrainer.Run(DataFolder, table, rest is [var cache] ? cache : null);
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
                Console.Error.WriteLine("attest-training: expected train, train-attributions, train-choices, count-words FILE, learn-links TABLE [CACHE], score [MODEL] or score-segmentation [--errors]; see MODELS.md.");
                return 2;
        }
    }

    private static int Train<T>(string[] arguments, Func<Arguments, T> options, Action<T> run)
    {
        T read;
        try
        {
            var given = new Arguments(arguments);
            read = options(given);
            given.CheckAllUsed();
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine($"attest-training: {problem.Message}");
            return 2;
        }
        run(read);
        return 0;
    }

    // By default what the shipped model was trained with.
    private static TrainingOptions Options(Arguments given) => new()
    {
        Data = DataFolder,
        Vectors = given.Text("--vectors"),
        Output = given.Text("--output"),
        Epochs = given.Number("--epochs", 22),
        Width = given.Number("--width", 192),
        Windows = given.Number("--windows", 1),
        Recurrences = given.Number("--recurrences", 4),
        ArcWidth = given.Number("--arc-width", 128),
        BatchWords = given.Number("--batch-words", 400),
        VectorCount = given.Number("--vector-count", 100_000),
        Seed = given.Number("--seed", 1),
        EvaluateEvery = given.Number("--evaluate-every", 6),
        Rate = given.Number("--rate-millionths", 2000) / 1e6f,
        Dropout = given.Number("--dropout-percent", 18) / 100f,
        LastDropout = given.Number("--last-dropout-percent", 6) / 100f,
        From = given.TextOrNull("--from"),
    };

    private static ChoiceTrainingOptions ChoiceOptions(Arguments given) => new()
    {
        Data = DataFolder,
        Marks = given.TextOrNull("--marks") ?? "bench/marks/learnt",
        Output = given.TextOrNull("--output") ?? "src/Attest/Claims/Events/Models/choices.bin",
        Epochs = given.Number("--epochs", 20),
        Rate = given.Number("--rate-thousandths", 100) / 1e3f,
        Decay = given.Number("--decay-tenths", 2400) / 10f,
        KeptDecay = given.Number("--kept-decay-tenths", 400) / 10f,
        Orders = given.Number("--orders", 4),
        Folds = given.Number("--folds", 0),
        Score = given.TextOrNull("--score"),
    };

    private static LabelTrainingOptions LabelOptions(Arguments given) => new()
    {
        Data = DataFolder,
        Output = given.Text("--output"),
        Epochs = given.Number("--epochs", 10),
        Width = given.Number("--width", 128),
        Recurrences = given.Number("--recurrences", 3),
        BatchWords = given.Number("--batch-words", 1200),
        Rate = given.Number("--rate-millionths", 2000) / 1e6f,
        Dropout = given.Number("--dropout-percent", 30) / 100f,
        Seed = given.Number("--seed", 1),
        Marks = given.TextOrNull("--marks"),
        MarkWeight = given.Number("--mark-weight-tenths", 20) / 10f,
        All = given.Has("--all"),
    };
}
