namespace Gatehouse.Security.Hosts.Idna;

/// <summary>Neighbouring code points of one kind.</summary>
/// <param name="Replacement">For <see cref="IdnaKind.Replaced"/>: of the first code point, if the run is not a run of pairs.</param>
/// <param name="Shape">How the replacement of the others follows from it.</param>
internal readonly record struct IdnaRun(int First, int Length, IdnaKind Kind, string Replacement, IdnaShape Shape);
