using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Server.Events;

/// <summary>The wire name of each event, read from the one list that the serializer uses.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(ServerEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    public static string Of(ServerEvent happened) => Names[happened.GetType()];
}
