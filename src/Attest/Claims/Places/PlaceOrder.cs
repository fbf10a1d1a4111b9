namespace Attest.Claims.Places;

/// <summary>Looks up the places of a report by where they stand.</summary>
internal static class PlaceOrder
{
    /// <summary>Index of the first place that starts at a position or after it; their number where none does.</summary>
    /// <param name="places">In the text's order.</param>
    /// <param name="position">UTF-16 index in the text.</param>
    public static int FirstFrom(IReadOnlyList<Place> places, int position)
    {
        int low = 0, high = places.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle].Span.Start < position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
