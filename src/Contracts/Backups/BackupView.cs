using Gatehouse.Contracts.Ledger;

namespace Gatehouse.Contracts.Backups;

/// <summary>What a backup holds.</summary>
/// <param name="Created">When it was made; what happened since is not in it.</param>
/// <param name="Product">Version of the program that made it.</param>
/// <param name="Memories">Documents.</param>
/// <param name="Entries">Of the ledger.</param>
/// <param name="LiveTokens">Tokens of programs that open something.</param>
/// <param name="Grants">Standing permissions.</param>
/// <param name="Waiting">Questions that wait for the owner.</param>
/// <param name="Approved">Questions that were answered with yes, and whose effects were not done yet. They may have been done since.</param>
/// <param name="Unfinished">Turns that were waiting or under way.</param>
/// <param name="Sessions">Browsers that were logged in.</param>
public sealed record BackupView(
    DateTimeOffset Created,
    string Product,
    long Threads,
    long Turns,
    long Memories,
    long Entries,
    HeadView Head,
    long LiveTokens,
    long Grants,
    long Waiting,
    long Approved,
    long Unfinished,
    long Stops,
    long Sessions
);
