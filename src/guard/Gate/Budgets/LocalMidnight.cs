namespace Gatehouse.Gate.Budgets;

/// <summary>When a local day ends.</summary>
internal static class LocalMidnight
{
    /// <summary>The first instant of the day after <paramref name="day"/>.</summary>
    public static DateTimeOffset After(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // Where clocks go back to midnight it strikes twice, and the first is the one that begins the day: the larger offset. Where they
        // go forward from it, there is none, and the offset before the change leads to the very instant of the change.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, offset), zone);
    }
}
