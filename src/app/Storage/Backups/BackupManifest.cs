using System.Text.Json.Serialization;

namespace Gatehouse.Storage.Backups;

/// <summary>What a backup holds; its first entry.</summary>
/// <param name="Files">The databases, in the order in which they follow.</param>
/// <param name="HeadSeq">Number of the last entry of the ledger.</param>
/// <param name="HeadHash">Hash of that entry.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BackupManifest(int V, IReadOnlyList<BackedUpFile> Files, long HeadSeq, string HeadHash);

/// <summary>One database in a backup.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Schema">Version of its tables.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BackedUpFile(string Name, long Size, string Sha256, long Schema);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 4
)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
