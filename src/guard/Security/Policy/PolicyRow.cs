namespace Gatehouse.Security.Policy;

/// <summary>The rows of the policy table by number. What each says stands in <see cref="PolicyTable"/>.</summary>
public enum PolicyRow
{
    ModelCalls = 1,
    OwnReads = 2,
    Pages = 3,
    Requests = 4,
    Sandbox = 5,
    MemoryWrites = 6,
    RepliesToOwner = 7,
    WebhookAnswers = 8,
    MessagesToOthers = 9,
    Authority = 10,
    PrivateTargets = 11,
    Deletions = 12,
}
