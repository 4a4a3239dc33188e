using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gatehouse.Security.Vault;

/// <summary>Refuses to write or read a secret as JSON, where the serializer alone would silently write an empty object.</summary>
internal sealed class SecretValueRefusal : JsonConverter<SecretValue>
{
    public override SecretValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret's value is never read from JSON.");

    public override void Write(Utf8JsonWriter writer, SecretValue value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret's value is never written as JSON.");
}
